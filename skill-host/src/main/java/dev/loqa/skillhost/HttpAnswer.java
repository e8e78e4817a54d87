package dev.loqa.skillhost;

import java.util.Map;

/// The answer to a web call.
public record HttpAnswer(int status, Map<String, String> headers, String body) {
  public HttpAnswer {
    headers = Map.copyOf(headers);
  }

  /// Whether the other side says that it did it.
  public boolean succeeded() {
    return status >= 200 && status < 300;
  }
}
