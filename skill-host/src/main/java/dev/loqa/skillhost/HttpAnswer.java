package dev.loqa.skillhost;

import java.util.Map;

/// The answer to a web call.
///
/// @param headers by name in lower case
/// @param truncated the body is not all that the server sent
public record HttpAnswer(int status, Map<String, String> headers, String body, boolean truncated) {
  public HttpAnswer {
    headers = Map.copyOf(headers);
  }

  /// One whose body is whole.
  public HttpAnswer(int status, Map<String, String> headers, String body) {
    this(status, headers, body, false);
  }

  /// Whether the other side says that it did it.
  public boolean succeeded() {
    return status >= 200 && status < 300;
  }
}
