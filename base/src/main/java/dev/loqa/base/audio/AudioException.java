package dev.loqa.base.audio;

/// Sound that cannot be read, written or used; the message names the thing, the fault and the way
/// out.
public final class AudioException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public AudioException(String message) {
    super(message);
  }

  public AudioException(String message, Throwable cause) {
    super(message, cause);
  }
}
