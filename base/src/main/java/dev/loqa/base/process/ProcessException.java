package dev.loqa.base.process;

/// A program could not be started or did not behave: names the program, the fault and the way out.
public final class ProcessException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public ProcessException(String message) {
    super(message);
  }

  public ProcessException(String message, Throwable cause) {
    super(message, cause);
  }
}
