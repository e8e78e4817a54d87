package dev.loqa.loqad.home;

import java.util.List;
import java.util.Map;

/// What the things of the demo home are called in German, the usual name first.
final class GermanNames {
  private static final Map<String, List<String>> NAMES =
      Map.ofEntries(
          Map.entry("light.kitchen", List.of("Küchenlicht", "Küchenlampe")),
          Map.entry("light.living_room", List.of("Wohnzimmerlicht")),
          Map.entry("light.living_room_lamp", List.of("Wohnzimmerlampe", "Stehlampe")),
          Map.entry("light.dining_room", List.of("Esszimmerlicht", "Esszimmerlampe")),
          Map.entry("light.bedroom", List.of("Schlafzimmerlicht")),
          Map.entry("light.bedroom_lamp", List.of("Schlafzimmerlampe", "Nachttischlampe")),
          Map.entry("light.bathroom", List.of("Badlicht", "Badezimmerlicht")),
          Map.entry("light.hallway", List.of("Flurlicht", "Flurlampe")),
          Map.entry("light.office_lamp", List.of("Bürolampe", "Bürolicht")),
          Map.entry("light.porch_lamp", List.of("Verandalampe", "Verandalicht")),
          Map.entry("fan.bedroom", List.of("Schlafzimmerventilator")),
          Map.entry("fan.kitchen", List.of("Küchenventilator")),
          Map.entry("switch.coffee_machine", List.of("Kaffeemaschine")),
          Map.entry("lock.front_door", List.of("Haustür", "Wohnungstür")));

  private GermanNames() {}

  /// None for a thing that has only the name its owner gave it.
  static List<String> of(String entity) {
    return NAMES.getOrDefault(entity, List.of());
  }
}
