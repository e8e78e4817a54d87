package dev.loqa.protocol;

/// The vocabulary has a new version: ask for it.
public record VocabularyChanged(String language, String version) implements Message {}
