package dev.loqa.skill;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What a web server answered. A redirect (3xx) is an answer like others: it is not followed.
///
/// @param headers by name in lower case
/// @param truncated the body is not all that the server sent: it was longer than the manifest's
///   `payload_kib`, or packed
/// @param effect null for GET, which changes nothing
public record HttpAnswer(
    int status,
    Map<String, String> headers,
    String body,
    boolean truncated,
    @Nullable Effect effect) {
  public HttpAnswer {
    headers = Collections.unmodifiableMap(new LinkedHashMap<>(headers));
  }

  public boolean ok() {
    return status >= 200 && status < 300;
  }

  /// A header's value, empty when there is none.
  public String header(String name) {
    return headers.getOrDefault(name.toLowerCase(Locale.ROOT), "");
  }
}
