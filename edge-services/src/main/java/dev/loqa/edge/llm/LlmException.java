package dev.loqa.edge.llm;

/// A model that did not answer; the message names the thing, the fault and the way out.
public final class LlmException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public LlmException(String message) {
    super(message);
  }

  public LlmException(String message, Throwable cause) {
    super(message, cause);
  }
}
