package dev.loqa.cli.age;

/// A file or key of the age format that cannot be used; [#fault()] says which kind, the message
/// what was found.
public final class AgeException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /// What is wrong.
  public enum Fault {
    /// It is no file or key of this format at all.
    FOREIGN,
    /// No key that was shown opens it.
    OTHER_KEY,
    /// It was changed or cut off.
    DAMAGED
  }

  private final Fault fault;

  AgeException(Fault fault, String message, Throwable cause) {
    super(message, cause);
    this.fault = fault;
  }

  AgeException(Fault fault, String message) {
    super(message);
    this.fault = fault;
  }

  public Fault fault() {
    return fault;
  }
}
