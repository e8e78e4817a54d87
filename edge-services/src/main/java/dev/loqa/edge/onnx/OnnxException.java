package dev.loqa.edge.onnx;

/// A model that cannot be loaded or computed; says what is wrong with it.
public final class OnnxException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public OnnxException(String message) {
    super(message);
  }

  public OnnxException(String message, Throwable cause) {
    super(message, cause);
  }
}
