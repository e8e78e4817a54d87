package dev.loqa.skillhost.engine;

import java.io.Serial;

/// Ends a guest that broke a rule. Thrown inside host functions and by [Guest]; carries no stack
/// trace, because the stack is the guest's.
public final class GuestTrap extends RuntimeException {
  @Serial private static final long serialVersionUID = 1L;

  /// Whose rule it was.
  public enum Rule {
    CODE,
    POINTER,
    STACK,
    MEMORY,
    PROTOCOL
  }

  private final Rule rule;

  public GuestTrap(Rule rule, String message) {
    super(message, null, false, false);
    this.rule = rule;
  }

  public Rule rule() {
    return rule;
  }
}
