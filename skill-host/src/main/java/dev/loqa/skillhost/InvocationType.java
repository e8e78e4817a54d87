package dev.loqa.skillhost;

/// Why a skill is called; the envelope's `type`.
public enum InvocationType {
  /// A person asked for one of its intents.
  INTENT("intent"),
  /// A message on a subject it listens to.
  MESSAGE("message"),
  /// One of its timers fired.
  TIMER("timer");

  private final String word;

  InvocationType(String word) {
    this.word = word;
  }

  /// The word in the envelope.
  public String word() {
    return word;
  }
}
