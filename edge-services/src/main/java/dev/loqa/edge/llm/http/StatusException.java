package dev.loqa.edge.llm.http;

/// A server that answered with another status than 200.
public final class StatusException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final int status;

  StatusException(int status, String message) {
    super(message);
    this.status = status;
  }

  /// The HTTP status.
  public int status() {
    return status;
  }
}
