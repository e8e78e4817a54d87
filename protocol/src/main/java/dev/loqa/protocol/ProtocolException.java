package dev.loqa.protocol;

/// A value that the protocol does not allow; the message names thing, fault and way out.
public final class ProtocolException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public ProtocolException(String message) {
    super(message);
  }
}
