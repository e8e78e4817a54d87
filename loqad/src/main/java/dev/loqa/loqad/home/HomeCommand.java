package dev.loqa.loqad.home;

import dev.loqa.base.json.Json;
import dev.loqa.base.json.JsonException;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// What a skill wants of one thing of the home, as it came on [Home#COMMAND_SUBJECT].
///
/// @param number the effect's number in its invocation
/// @param entity `light.kitchen`
/// @param service `turn_on`, `unlock`, `open_cover`, ...
/// @param data `brightness`, `position` and `volume` in percent, `temperature` in degrees, `muted`
///   yes or no
public record HomeCommand(int number, String entity, String service, Map<String, Object> data) {
  public HomeCommand {
    data = Collections.unmodifiableMap(new LinkedHashMap<>(data));
  }

  /// From `{entity, service, data?}`; empty when it is none.
  public static Optional<HomeCommand> read(int number, String json) {
    try {
      Map<String, Object> fields = Json.readObject(json);
      if (!(fields.get("entity") instanceof String entity)
          || !(fields.get("service") instanceof String service)) {
        return Optional.empty();
      }
      Map<String, Object> data = new LinkedHashMap<>();
      if (fields.get("data") instanceof Map<?, ?> map) {
        map.forEach((key, value) -> {
          if (value != null) {
            data.put(String.valueOf(key), value);
          }
        });
      }
      return Optional.of(new HomeCommand(number, entity, service, data));
    } catch (JsonException e) {
      return Optional.empty();
    }
  }

  /// A number of the data; empty when there is none.
  public Optional<Double> number(String key) {
    return data.get(key) instanceof Number n && Double.isFinite(n.doubleValue())
        ? Optional.of(n.doubleValue())
        : Optional.empty();
  }

  /// A yes or no of the data; empty when there is none.
  public Optional<Boolean> flag(String key) {
    return data.get(key) instanceof Boolean flag ? Optional.of(flag) : Optional.empty();
  }

  /// A percentage of the data, within 0 to 100.
  public Optional<Long> percent(String key) {
    return number(key).map(n -> Math.clamp(Math.round(n), 0L, 100L));
  }
}
