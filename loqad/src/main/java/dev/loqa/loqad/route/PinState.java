package dev.loqa.loqad.route;

/// Whether a PIN can be asked for.
public enum PinState {
  /// There is none.
  NOT_SET,
  READY,
  /// Too many wrong ones: none is taken for some minutes.
  LOCKED
}
