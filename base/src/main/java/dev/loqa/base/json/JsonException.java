package dev.loqa.base.json;

/// Text that is not the JSON it should be; the message names thing, fault and way out.
public final class JsonException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public JsonException(String message, Throwable cause) {
    super(message, cause);
  }
}
