package dev.loqa.bus;

/// Bytes that are not the message they should be: names the subject, the fault and the way out.
public final class WireException extends BusException {
  private static final long serialVersionUID = 1L;

  public WireException(String message) {
    super(message);
  }

  public WireException(String message, Throwable cause) {
    super(message, cause);
  }
}
