package dev.loqa.bundles.make;

/// Why no bundle can be made: names thing, fault and way out.
public final class MakeException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  MakeException(String message) {
    super(message);
  }

  MakeException(String message, Throwable cause) {
    super(message, cause);
  }
}
