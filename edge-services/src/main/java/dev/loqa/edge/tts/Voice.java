package dev.loqa.edge.tts;

/// A voice that an engine has.
///
/// @param id what a request names it by
/// @param language BCP 47, lower case
public record Voice(String id, String language) {}
