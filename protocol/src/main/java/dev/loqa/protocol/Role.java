package dev.loqa.protocol;

/// A kind of process; its rights on the bus follow from the [RoleTable].
public enum Role {
  LOQAD,
  STT,
  TTS,
  LLM,
  SATELLITE,
  DISPLAY,
  OPERATOR,

  /// All clients of the original together, which come by the door of `bus.legacy`.
  LEGACY
}
