package dev.loqa.understanding;

/// What the words heard so far are worth; an endpointer waits short, middling or long by it.
public enum Completeness {
  /// A whole command that no known sentence continues.
  COMPLETE,
  /// A whole command that may go on ("set a timer for five minutes" "and ten seconds").
  COMPLETE_MAY_CONTINUE,
  /// The beginning of a command.
  PREFIX,
  /// Neither.
  OTHER;

  /// What words are worth that are `one` by some sentences and `other` by some others.
  public static Completeness either(Completeness one, Completeness other) {
    boolean complete = one.complete() || other.complete();
    boolean goesOn = one.goesOn() || other.goesOn();
    if (complete) {
      return goesOn ? COMPLETE_MAY_CONTINUE : COMPLETE;
    }
    return goesOn ? PREFIX : OTHER;
  }

  private boolean complete() {
    return this == COMPLETE || this == COMPLETE_MAY_CONTINUE;
  }

  private boolean goesOn() {
    return this == PREFIX || this == COMPLETE_MAY_CONTINUE;
  }
}
