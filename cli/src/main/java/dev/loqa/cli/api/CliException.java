package dev.loqa.cli.api;

/// Why a command cannot go on: names thing, fault and way out, and carries the exit code.
public final class CliException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final int exitCode;

  public CliException(int exitCode, String message) {
    super(message);
    this.exitCode = exitCode;
  }

  public CliException(int exitCode, String message, Throwable cause) {
    super(message, cause);
    this.exitCode = exitCode;
  }

  /// One of [Exit].
  public int exitCode() {
    return exitCode;
  }

  /// The words alone, never null.
  public String words() {
    return String.valueOf(getMessage());
  }
}
