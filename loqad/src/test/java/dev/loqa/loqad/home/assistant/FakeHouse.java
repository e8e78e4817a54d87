package dev.loqa.loqad.home.assistant;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/// What a [FakeHomeAssistant] has: states, rooms and registry entries, in Home Assistant's own
/// shapes. Any thread may use it.
final class FakeHouse {
  private final Map<String, Map<String, Object>> states = new ConcurrentSkipListMap<>();
  private final List<Map<String, Object>> areas = new CopyOnWriteArrayList<>();
  private final List<Map<String, Object>> devices = new CopyOnWriteArrayList<>();
  private final Map<String, Map<String, Object>> entries = new ConcurrentSkipListMap<>();
  private final Map<String, List<String>> aliases = new ConcurrentSkipListMap<>();

  /// A small house with one thing of each kind.
  static FakeHouse furnished() {
    FakeHouse house = new FakeHouse();
    house.area("kitchen", "Kitchen", "cook room");
    house.area("living", "Living room");
    house.area("garage", "Garage");
    house.light("light.kitchen", "Kitchen light", "kitchen");
    house.light("light.living", "Living room light", "living");
    house.add(
        "light.plain",
        "Pantry bulb",
        "kitchen",
        "off",
        Map.of("supported_color_modes", List.of("onoff")));
    house.add("switch.coffee", "Coffee machine", "kitchen", "off", Map.of());
    house.add("fan.living", "Ceiling fan", "living", "off", Map.of());
    house.add("lock.front", "Front door", "living", "locked", Map.of());
    house.add("cover.garage", "Garage door", "garage", "closed", Map.of("device_class", "garage"));
    house.add(
        "cover.blinds",
        "Kitchen blinds",
        "kitchen",
        "open",
        Map.of("device_class", "blind", "current_position", 100L));
    house.add(
        "climate.living",
        "Thermostat",
        "living",
        "heat",
        Map.of("temperature", 20.0, "current_temperature", 19.4));
    house.add(
        "media_player.living",
        "Living room speaker",
        "living",
        "playing",
        Map.of("volume_level", 0.3, "media_title", "Blue in Green"));
    house.add("sensor.power", "Power", null, "41", Map.of());
    return house;
  }

  void area(String id, String name, String... aliases) {
    areas.add(Map.of("area_id", id, "name", name, "aliases", List.of(aliases)));
  }

  void light(String id, String name, @Nullable String area) {
    add(id, name, area, "off", Map.of("supported_color_modes", List.of("brightness")));
  }

  void add(
      String id, String name, @Nullable String area, String state, Map<String, Object> attributes) {
    Map<String, Object> all = new LinkedHashMap<>(attributes);
    all.put("friendly_name", name);
    states.put(id, Map.of("entity_id", id, "state", state, "attributes", all));
    Map<String, Object> entry = new HashMap<>();
    entry.put("entity_id", id);
    entry.put("area_id", area);
    entry.put("device_id", null);
    entry.put("disabled_by", null);
    entry.put("hidden_by", null);
    entry.put("entity_category", null);
    entry.put("name", null);
    entry.put("original_name", name);
    entry.put("options", Map.of("conversation", Map.of("should_expose", true)));
    entries.put(id, entry);
  }

  /// Another value in a registry entry.
  void entry(String id, String key, @Nullable Object value) {
    Map<String, Object> entry = new HashMap<>(entries.getOrDefault(id, Map.of()));
    entry.put(key, value);
    entries.put(id, entry);
  }

  void alias(String id, String... names) {
    aliases.put(id, List.of(names));
  }

  /// Moves a device, with the entities on it, into a room.
  void device(String id, String area, String... entities) {
    devices.add(Map.of("id", id, "area_id", area));
    for (String entity : entities) {
      entry(entity, "device_id", id);
      entry(entity, "area_id", null);
    }
  }

  @Nullable Map<String, Object> state(String id) {
    return states.get(id);
  }

  /// @param state null: the entity is gone
  void set(String id, @Nullable String state, Map<String, Object> attributes) {
    if (state == null) {
      states.remove(id);
      return;
    }
    Map<String, Object> all = new LinkedHashMap<>();
    Map<String, Object> before = states.get(id);
    if (before != null && before.get("attributes") instanceof Map<?, ?> known) {
      known.forEach((key, value) -> all.put(String.valueOf(key), value));
    }
    all.putAll(attributes);
    states.put(id, Map.of("entity_id", id, "state", state, "attributes", all));
  }

  /// Does what Home Assistant's services do.
  void serve(Map<String, Object> call, String id) {
    Map<?, ?> data = call.get("service_data") instanceof Map<?, ?> map ? map : Map.of();
    String now = String.valueOf(states.getOrDefault(id, Map.of()).get("state"));
    switch (String.valueOf(call.get("service"))) {
      case "turn_on" -> {
        long percent = data.get("brightness_pct") instanceof Number n ? n.longValue() : 100;
        set(id, "on", Map.of("brightness", Math.round(percent * 255 / 100.0)));
      }
      case "turn_off" -> set(id, "off", Map.of());
      case "lock" -> set(id, "locked", Map.of());
      case "unlock" -> set(id, "unlocked", Map.of());
      case "open_cover" -> set(id, "opening", Map.of());
      case "close_cover" -> set(id, "closing", Map.of());
      case "set_cover_position" ->
          set(id, "open", Map.of("current_position", data.get("position")));
      case "stop_cover" -> set(id, "open", Map.of());
      case "set_temperature" -> set(id, now, Map.of("temperature", data.get("temperature")));
      case "media_play" -> set(id, "playing", Map.of());
      case "media_pause" -> set(id, "paused", Map.of());
      case "volume_mute" -> set(id, now, Map.of("is_volume_muted", data.get("is_volume_muted")));
      case "volume_set" -> set(id, now, Map.of("volume_level", data.get("volume_level")));
      default -> {
        // Another track is no other state.
      }
    }
  }

  List<Object> states() {
    return new ArrayList<>(states.values());
  }

  List<Map<String, Object>> areas() {
    return areas;
  }

  List<Map<String, Object>> devices() {
    return devices;
  }

  List<Map<String, Object>> entries() {
    return List.copyOf(entries.values());
  }

  Map<String, Object> extended(Map<String, Object> message) {
    Map<String, Object> all = new HashMap<>();
    if (message.get("entity_ids") instanceof List<?> ids) {
      for (Object id : ids) {
        all.put(
            String.valueOf(id),
            Map.of(
                "entity_id", id, "aliases", aliases.getOrDefault(String.valueOf(id), List.of())));
      }
    }
    return all;
  }
}
