package dev.loqa.edge.stt;

import java.io.Serial;

/// A fault of the ears: says what, why, and what to do about it.
public final class SttException extends RuntimeException {
  @Serial private static final long serialVersionUID = 1L;

  public SttException(String message) {
    super(message);
  }

  public SttException(String message, Throwable cause) {
    super(message, cause);
  }
}
