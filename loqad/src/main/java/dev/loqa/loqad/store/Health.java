package dev.loqa.loqad.store;

/// Whether the store takes appends right now; the reason is a sentence for an operator.
public sealed interface Health {

  /// Appends are taken.
  record Ok() implements Health {}

  /// Writing failed for a reason other than room; tried again every second.
  record ReadOnly(String reason) implements Health {}

  /// No room: appends are refused until there is; tried again every second.
  record Full(String reason) implements Health {}
}
