package dev.loqa.loqad.skills;

/// Why a skill runs, as far as its effects go.
public enum Purpose {
  /// Somebody wants it, or a timer fired.
  LIVE,
  /// A replay or a check: it happens, and is marked in every event.
  SYNTHETIC,
  /// A rehearsal in a house where people live: it is answered as if it had happened, marked in
  /// every event, and nothing of it is done or kept. No timer is set, no light switched, no message
  /// sent.
  DRY;

  /// Whether nobody said it.
  public boolean synthetic() {
    return this != LIVE;
  }

  /// Whether it has no effect.
  public boolean dry() {
    return this == DRY;
  }
}
