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
  OTHER
}
