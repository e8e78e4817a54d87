package dev.loqa.skillhost.packages;

import java.io.Serial;

/// A key or signature that is not accepted; the message names thing, fault and way out.
public final class KeyException extends RuntimeException {
  @Serial private static final long serialVersionUID = 1L;

  public KeyException(String message) {
    super(message);
  }

  public KeyException(String message, Throwable cause) {
    super(message, cause);
  }
}
