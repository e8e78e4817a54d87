package dev.loqa.edge;

/// An edge process that cannot start or go on; names the thing, the fault and the way out, and the
/// exit code.
final class EdgeException extends RuntimeException {
  static final int FAILED = 1;
  static final int USAGE = 2;
  static final int UNAVAILABLE = 6;

  private static final long serialVersionUID = 1L;

  private final int exitCode;

  EdgeException(int exitCode, String message) {
    super(message);
    this.exitCode = exitCode;
  }

  int exitCode() {
    return exitCode;
  }
}
