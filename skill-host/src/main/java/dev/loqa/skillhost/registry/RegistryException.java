package dev.loqa.skillhost.registry;

import java.io.Serial;

/// A registry or something of it that can't be used; the message names thing, fault and way out.
public final class RegistryException extends RuntimeException {
  @Serial private static final long serialVersionUID = 1L;

  /// What kind of trouble it is, for exit codes and for what to do next.
  public enum Kind {
    /// It is not there or does not answer: try again later.
    UNAVAILABLE,
    /// It is not what its signature or index says.
    UNTRUSTED,
    /// What was asked for is not there or not allowed.
    INVALID,
    /// Something else is there already, or somebody else changes it now.
    CONFLICT
  }

  private final Kind kind;

  public RegistryException(Kind kind, String message) {
    super(message);
    this.kind = kind;
  }

  public RegistryException(Kind kind, String message, Throwable cause) {
    super(message, cause);
    this.kind = kind;
  }

  public Kind kind() {
    return kind;
  }
}
