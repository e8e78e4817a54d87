package dev.loqa.protocol;

/// One message of a conversation with a language model.
///
/// @param role `system`, `user`, `assistant` or `tool`
public record ChatMessage(String role, String content) {}
