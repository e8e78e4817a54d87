package dev.loqa.loqad;

import java.io.IOException;

/// The daemon may not listen where it should, usually because another program does.
public final class ListenException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  ListenException(String host, int port, IOException cause) {
    super(
        "http.port %d of %s cannot be used (%s): stop the program that uses it, or choose another port, 0 for any free one"
            .formatted(port, host, cause.getMessage()),
        cause);
  }
}
