package dev.loqa.edge.onnx;

import org.jspecify.annotations.Nullable;

/// A model that cannot be loaded or computed; says what is wrong with it.
public final class OnnxException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public OnnxException(String message) {
    super(message);
  }

  public OnnxException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
