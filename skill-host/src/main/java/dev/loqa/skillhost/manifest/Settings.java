package dev.loqa.skillhost.manifest;

import dev.loqa.skillhost.web.WebServer;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The settings of a skill, by name in the manifest's order. What an owner has set is handed in: it
/// may be from the time of another version, and what no longer fits counts as not set.
public record Settings(Map<String, Setting> all) {
  /// A skill without settings.
  public static final Settings NONE = new Settings(Map.of());

  public Settings {
    all = Collections.unmodifiableMap(new LinkedHashMap<>(all));
  }

  public Optional<Setting> of(String name) {
    return Optional.ofNullable(all.get(name));
  }

  /// The value that counts: the owner's if it fits, else the manifest's, else none.
  public @Nullable Object value(String name, Map<String, Object> set) {
    Setting setting = all.get(name);
    if (setting == null) {
      return null;
    }
    Object own = set.get(name);
    return own != null && setting.fault(own).isEmpty() ? own : setting.fallback();
  }

  /// What the skill gets to see: of a server only what to put before a path.
  public Optional<Object> shown(String name, Map<String, Object> set) {
    Optional<WebServer> server = server(name, set);
    return server.isPresent()
        ? Optional.of(server.get().origin())
        : Optional.ofNullable(value(name, set));
  }

  /// The server that a setting names now; none while it names none.
  public Optional<WebServer> server(String name, Map<String, Object> set) {
    Setting setting = all.get(name);
    return setting != null && setting.server() && value(name, set) instanceof String text
        ? Optional.of(WebServer.parse(text))
        : Optional.empty();
  }
}
