package dev.loqa.loqad.home;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The things of the home that stands behind a fresh Loqa.
final class DemoHome {
  private DemoHome() {}

  static Map<String, Entity> entities() {
    Map<String, Entity> entities = new LinkedHashMap<>();
    for (Entity entity :
        List.of(
            light("kitchen", "kitchen light", "kitchen", "Küchenlicht", "Küchenlampe"),
            light("living_room", "living room light", "living room", "Wohnzimmerlicht"),
            light(
                "living_room_lamp",
                "living room lamp",
                "living room",
                "Wohnzimmerlampe",
                "Stehlampe"),
            light(
                "dining_room",
                "dining room light",
                "dining room",
                "Esszimmerlicht",
                "Esszimmerlampe"),
            light("bedroom", "bedroom light", "bedroom", "Schlafzimmerlicht"),
            light(
                "bedroom_lamp", "bedroom lamp", "bedroom", "Schlafzimmerlampe", "Nachttischlampe"),
            light("bathroom", "bathroom light", "bathroom", "Badlicht", "Badezimmerlicht"),
            light("hallway", "hallway light", "hallway", "Flurlicht", "Flurlampe"),
            light("office_lamp", "office lamp", "office", "Bürolampe", "Bürolicht"),
            light("porch_lamp", "porch lamp", "porch", "Verandalampe", "Verandalicht"),
            of("fan.bedroom", "bedroom fan", "bedroom", "off", Map.of(), "Schlafzimmerventilator"),
            of("fan.kitchen", "kitchen fan", "kitchen", "off", Map.of(), "Küchenventilator"),
            of(
                "switch.coffee_machine",
                "coffee machine",
                "kitchen",
                "off",
                Map.of(),
                "Kaffeemaschine"),
            of(
                "lock.front_door",
                "front door",
                "hallway",
                "locked",
                Map.of(),
                "Haustür",
                "Wohnungstür"),
            cover("bedroom_blinds", "bedroom blinds", "bedroom", "blind", "Schlafzimmerrollo"),
            cover("garage_door", "garage door", "garage", "garage", "Garagentor", "Garage"),
            of(
                "climate.living_room",
                "living room heating",
                "living room",
                "heat",
                Map.of(Entity.TEMPERATURE, 20L, Entity.CURRENT_TEMPERATURE, 19.5),
                "Wohnzimmerheizung"),
            of(
                "media_player.living_room",
                "living room speaker",
                "living room",
                "paused",
                Map.of(Entity.VOLUME, 30L, Entity.MUTED, false),
                "Wohnzimmerlautsprecher"))) {
      entities.put(entity.id(), entity);
    }
    return entities;
  }

  private static Entity light(String id, String name, String area, String... german) {
    return of("light." + id, name, area, "off", Map.of(Entity.BRIGHTNESS, 0L), german);
  }

  private static Entity cover(
      String id, String name, String area, String deviceClass, String... german) {
    return of(
        "cover." + id,
        name,
        area,
        "closed",
        Map.of(Entity.POSITION, 0L, Entity.DEVICE_CLASS, deviceClass),
        german);
  }

  private static Entity of(
      String id,
      String name,
      String area,
      String state,
      Map<String, Object> details,
      String... german) {
    return new Entity(id, name, Map.of("de", List.of(german)), area, state, details);
  }
}
