package dev.loqa.edge.tts;

/// Speech that could not be made; the message names the thing, the fault and the way out.
public final class TtsException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public TtsException(String message) {
    super(message);
  }

  public TtsException(String message, Throwable cause) {
    super(message, cause);
  }
}
