package dev.loqa.loqad.pin;

/// A PIN cannot be set or read; the message says what to do and never holds the PIN.
public final class PinException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  PinException(String message) {
    super(message);
  }

  PinException(String message, Throwable cause) {
    super(message, cause);
  }
}
