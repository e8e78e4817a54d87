package dev.loqa.loqad.home.assistant;

import dev.loqa.base.config.ConfigSection;
import dev.loqa.base.config.ConfigSource;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/// Which Home Assistant stands behind the home, and what of it may be used.
///
/// @param url as in a browser, `http://homeassistant.local:8123`, without a slash at the end
/// @param only patterns of entity ids that may be used; empty: every one
/// @param never patterns of entity ids that may not be used
/// @param answerWithin how long a light may take to show what was wanted; slower kinds get more
public record HomeAssistantConfig(
    URI url, List<String> only, List<String> never, Duration answerWithin) {
  private static final Pattern PATTERN = Pattern.compile("[a-z0-9_.*]{1,128}");
  private static final Duration ANSWER = Duration.ofSeconds(2);

  public HomeAssistantConfig {
    only = List.copyOf(only);
    never = List.copyOf(never);
  }

  /// Reads the block `home_assistant`; empty when it names no address.
  public static Optional<HomeAssistantConfig> read(ConfigSection section, ConfigSource source) {
    String url =
        section.text(
            "url",
            "",
            "Address of Home Assistant, as http://homeassistant.local:8123; empty: the demo home.");
    List<String> only =
        section.texts(
            "only",
            List.of(),
            "Entities that may be used, as light.* or lock.front_door; none: all.");
    List<String> never =
        section.texts("never", List.of(), "Entities that may not be used, as lock.*.");
    Duration within =
        section.millis(
            "answer_within_ms",
            ANSWER,
            Duration.ofMillis(200),
            Duration.ofSeconds(20),
            "How long a light may take to show what was wanted; covers, heating and players get"
                + " twice, locks three times that.");
    check("home_assistant.only", only, source);
    check("home_assistant.never", never, source);
    if (url.isBlank()) {
      return Optional.empty();
    }
    Optional<URI> address = address(url);
    if (address.isEmpty()) {
      source.fault(
          "home_assistant.url", url, "use an address like http://homeassistant.local:8123");
    }
    return address.map(found -> new HomeAssistantConfig(found, only, never, within));
  }

  private static void check(String key, List<String> patterns, ConfigSource source) {
    for (String pattern : patterns) {
      if (!PATTERN.matcher(pattern).matches()) {
        source.fault(key, pattern, "use an entity id, with * for any characters");
      }
    }
  }

  /// Empty unless it is http or https with a host and nothing that could hold a secret.
  private static Optional<URI> address(String text) {
    try {
      URI uri = new URI(text.strip().replaceFirst("/+$", ""));
      boolean web = "http".equals(uri.getScheme()) || "https".equals(uri.getScheme());
      boolean plain =
          uri.getUserInfo() == null && uri.getQuery() == null && uri.getFragment() == null;
      return web && uri.getHost() != null && plain ? Optional.of(uri) : Optional.empty();
    } catch (URISyntaxException e) {
      return Optional.empty();
    }
  }

  /// Whether the owner lets Loqa use an entity.
  boolean allows(String entity) {
    return (only.isEmpty() || only.stream().anyMatch(pattern -> matches(pattern, entity)))
        && never.stream().noneMatch(pattern -> matches(pattern, entity));
  }

  private static boolean matches(String pattern, String entity) {
    StringBuilder regex = new StringBuilder();
    for (String part : pattern.split("\\*", -1)) {
      regex.append(regex.isEmpty() ? "" : ".*").append(Pattern.quote(part));
    }
    return Pattern.matches(regex.toString(), entity);
  }

  /// Where its WebSocket is.
  URI socket() {
    return URI.create(url.toString().replaceFirst("^http", "ws") + "/api/websocket");
  }

  /// Where something of its REST interface is.
  URI rest(String path) {
    return URI.create(url + path);
  }
}
