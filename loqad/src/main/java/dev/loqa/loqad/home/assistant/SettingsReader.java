package dev.loqa.loqad.home.assistant;

import dev.loqa.loqad.home.Entity;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/// Asks for rooms, devices and entities. Used by one thread.
final class SettingsReader {
  private final HomeAssistantSocket socket;
  private final HomeAssistantConfig config;
  private final Duration within;

  SettingsReader(HomeAssistantSocket socket, HomeAssistantConfig config, Duration within) {
    this.socket = socket;
    this.config = config;
    this.within = within;
  }

  Registry read() {
    Object areas = ask("config/area_registry/list", Map.of());
    Object devices = ask("config/device_registry/list", Map.of());
    Object entities = ask("config/entity_registry/list", Map.of());
    Registry plain = Registry.of(areas, devices, entities, null);
    List<String> ours =
        plain.entries().keySet().stream()
            .filter(id -> EntityReader.KINDS.contains(Entity.kind(id)))
            .filter(id -> plain.usable(id) && config.allows(id))
            .sorted()
            .limit(Things.MOST)
            .toList();
    if (ours.isEmpty()) {
      return plain;
    }
    try {
      return Registry.of(
          areas,
          devices,
          entities,
          ask("config/entity_registry/get_entries", Map.of("entity_ids", ours)));
    } catch (HomeAssistantException e) {
      if (!socket.ending().isEmpty()) {
        throw e;
      }
      return plain; // an older one: there are no aliases then
    }
  }

  private @Nullable Object ask(String type, Map<String, Object> fields) {
    AtomicReference<@Nullable Object> result = new AtomicReference<>();
    socket.request(type, fields, within, result::set);
    return result.get();
  }
}
