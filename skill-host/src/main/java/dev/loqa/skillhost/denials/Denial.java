package dev.loqa.skillhost.denials;

/// A denied call as the audit holds it.
///
/// @param call the import (`publish`, `http`, ...), `invoke` for a call of the skill, or
///   `subscribe`
/// @param target what it named: a subject, a key, `POST http://host/path`, `secret NAME`
/// @param reason what the host said
public record Denial(String skill, String call, String target, String reason) {}
