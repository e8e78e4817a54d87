package dev.loqa.skillhost.author;

import dev.loqa.protocol.JsonValues;
import dev.loqa.skillhost.TimerView;
import dev.loqa.skillhost.manifest.Risk;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The world a case begins in.
///
/// @param kv the skill's stored values
/// @param timers its timers, soonest first
/// @param config its settings, as the owner made them
/// @param http answers of the web, each for the next call of its method and address
/// @param now what the home's clock shows
/// @param cleared what a person has agreed to
public record Given(
    Map<String, Object> kv,
    List<TimerView> timers,
    Map<String, Object> config,
    List<Web> http,
    String language,
    @Nullable String room,
    @Nullable String speaker,
    OffsetDateTime now,
    ZoneId timezone,
    Risk cleared) {
  public Given {
    kv = JsonValues.copy(kv);
    timers = List.copyOf(timers);
    config = JsonValues.copy(config);
    http = List.copyOf(http);
  }

  /// One answer of the web.
  ///
  /// @param truncated the server had more to send
  /// @param fails there is no answer: the call is unavailable
  public record Web(
      String method,
      String url,
      int status,
      Map<String, String> headers,
      String body,
      boolean truncated,
      boolean fails) {
    public Web {
      headers = Map.copyOf(headers);
    }
  }
}
