package dev.loqa.loqad.home.assistant;

import dev.loqa.loqad.home.Entity;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Makes an [Entity] of a state as Home Assistant sends it. Pure.
final class EntityReader {
  /// The kinds that can be commanded by voice.
  static final Set<String> KINDS =
      Set.of("light", "switch", "fan", "cover", "climate", "lock", "media_player");

  private static final double BRIGHTEST = 255;

  private EntityReader() {}

  /// @param state `{entity_id, state, attributes}`, of a kind of [#KINDS]
  static Entity read(Map<String, Object> state, Registry registry) {
    String id = Values.text(state, "entity_id");
    Map<String, Object> attributes = Values.object(state.get("attributes"));
    String name = Values.text(attributes, "friendly_name");
    List<String> aliases = registry.aliases(id);
    return new Entity(
        id,
        name.isBlank() ? id.substring(id.indexOf('.') + 1).replace('_', ' ') : name,
        aliases.isEmpty() ? Map.of() : Map.of("", aliases),
        registry.area(id).map(Registry.Area::name).orElse(""),
        Values.text(state, "state"),
        details(Entity.kind(id), Values.text(state, "state"), attributes));
  }

  private static Map<String, Object> details(
      String kind, String state, Map<String, Object> attributes) {
    Map<String, Object> details = new LinkedHashMap<>();
    put(details, Entity.DEVICE_CLASS, attributes.get("device_class"));
    switch (kind) {
      case "light" -> {
        if (dims(attributes)) {
          details.put(Entity.BRIGHTNESS, state.equals("on") ? brightness(attributes) : 0L);
        }
      }
      case "cover" ->
          Values.number(attributes, "current_position")
              .ifPresent(position -> details.put(Entity.POSITION, Math.round(position)));
      case "climate" -> {
        Values.number(attributes, "temperature")
            .ifPresent(degrees -> details.put(Entity.TEMPERATURE, degrees));
        Values.number(attributes, "current_temperature")
            .ifPresent(degrees -> details.put(Entity.CURRENT_TEMPERATURE, degrees));
      }
      case "media_player" -> {
        Values.number(attributes, "volume_level")
            .ifPresent(volume -> details.put(Entity.VOLUME, Math.round(volume * 100)));
        if (attributes.get("is_volume_muted") instanceof Boolean muted) {
          details.put(Entity.MUTED, muted);
        }
        put(details, Entity.TITLE, attributes.get("media_title"));
      }
      default -> {
        // On and off is all there is to know.
      }
    }
    return details;
  }

  private static void put(Map<String, Object> details, String key, @Nullable Object value) {
    if (value instanceof String text && !text.isBlank()) {
      details.put(key, Values.text(Map.of(key, text), key));
    }
  }

  /// A light that tells its colour modes dims in all of them but one; an older one dims when it
  /// tells a brightness.
  private static boolean dims(Map<String, Object> attributes) {
    List<String> modes = Values.texts(attributes.get("supported_color_modes"));
    return modes.isEmpty()
        ? attributes.containsKey("brightness")
        : modes.stream().anyMatch(mode -> !mode.equals("onoff"));
  }

  private static long brightness(Map<String, Object> attributes) {
    return Values.number(attributes, "brightness")
        .map(level -> Math.clamp(Math.round(level / BRIGHTEST * 100), 1L, 100L))
        .orElse(100L);
  }
}
