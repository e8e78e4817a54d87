package dev.loqa.loqad.converse;

/// There is no place for another turn now.
public final class BusyException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public BusyException(String message) {
    super(message);
  }
}
