package dev.loqa.protocol;

/// Asks loqad for the sentences and names to listen for; the answer is a [Vocabulary].
///
/// @param language BCP 47
public record VocabularyGet(String language) implements Message {}
