package dev.loqa.cli.api;

import dev.loqa.base.json.Json;
import dev.loqa.base.json.JsonException;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What Loqa answered to one request, whatever its status.
///
/// @param status the HTTP status
/// @param body the answer as JSON, empty when it was none
public record Answer(int status, Map<String, Object> body, String text) {
  public Answer {
    body = Collections.unmodifiableMap(new LinkedHashMap<>(body));
  }

  static Answer of(int status, byte[] bytes) {
    String text = new String(bytes, StandardCharsets.UTF_8);
    try {
      return new Answer(status, Json.readObject(bytes), text);
    } catch (JsonException e) {
      return new Answer(status, Map.of(), text);
    }
  }

  /// The body when the request went well, else a [CliException] with the words of the refusal.
  public Map<String, Object> good() {
    if (status < 300) {
      return body;
    }
    throw new CliException(exitCode(status), reason());
  }

  /// What the refusal says, in its own words where it has any.
  public String reason() {
    for (String key : new String[] {"error", "message", "detail"}) {
      String words = words(body.get(key));
      if (words != null) {
        return words;
      }
    }
    String line = text.lines().findFirst().orElse("").strip();
    return line.isEmpty() || line.length() > 300 || line.startsWith("{")
        ? "Loqa answered with status " + status + ": look at its log with ./loqa doctor"
        : line;
  }

  private static @Nullable String words(@Nullable Object value) {
    return switch (value) {
      case String text when !text.isBlank() -> text;
      case Map<?, ?> fault when fault.get("thing") instanceof String thing ->
          thing + " " + fault.get("fault") + ": " + fault.get("way_out");
      case Map<?, ?> nested -> words(nested.get("message"));
      case null, default -> null;
    };
  }

  static int exitCode(int status) {
    return switch (status) {
      case 401, 403 -> Exit.DENIED;
      case 409 -> Exit.CONFLICT;
      case 422 -> Exit.UNTRUSTED;
      case 408, 429, 502, 503, 504 -> Exit.UNAVAILABLE;
      default -> Exit.FAILED;
    };
  }
}
