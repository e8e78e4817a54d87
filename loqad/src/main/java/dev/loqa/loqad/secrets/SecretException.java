package dev.loqa.loqad.secrets;

import java.io.Serial;

/// A secret that cannot be kept or read; the message names thing, fault and way out, and no value.
public final class SecretException extends RuntimeException {
  @Serial private static final long serialVersionUID = 1L;

  public SecretException(String message) {
    super(message);
  }

  public SecretException(String message, Throwable cause) {
    super(message, cause);
  }
}
