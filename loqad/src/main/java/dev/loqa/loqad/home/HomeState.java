package dev.loqa.loqad.home;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Every thing of the home at one moment. Unchangeable: a command gives a new state or a refusal.
public record HomeState(Map<String, Entity> entities) {
  public HomeState {
    entities = Collections.unmodifiableMap(new LinkedHashMap<>(entities));
  }

  /// What a command did.
  public sealed interface Applied {
    /// It happened; the entity as read back afterwards.
    record Done(HomeState after, Entity readBack) implements Applied {}

    /// It did not happen.
    record Refused(String reason) implements Applied {}
  }

  /// The home that stands behind a fresh Loqa.
  public static HomeState demo() {
    Map<String, Entity> entities = new LinkedHashMap<>();
    for (Entity entity :
        List.of(
            light("kitchen", "kitchen light", "kitchen"),
            light("living_room", "living room light", "living room"),
            light("living_room_lamp", "living room lamp", "living room"),
            light("dining_room", "dining room light", "dining room"),
            light("bedroom", "bedroom light", "bedroom"),
            light("bedroom_lamp", "bedroom lamp", "bedroom"),
            light("bathroom", "bathroom light", "bathroom"),
            light("hallway", "hallway light", "hallway"),
            light("office_lamp", "office lamp", "office"),
            light("porch_lamp", "porch lamp", "porch"),
            new Entity("fan.bedroom", "bedroom fan", "bedroom", "off", null),
            new Entity("fan.kitchen", "kitchen fan", "kitchen", "off", null),
            new Entity("switch.coffee_machine", "coffee machine", "kitchen", "off", null),
            new Entity("lock.front_door", "front door", "hallway", "locked", null))) {
      entities.put(entity.id(), entity);
    }
    return new HomeState(entities);
  }

  private static Entity light(String id, String name, String area) {
    return new Entity("light." + id, name, area, "off", 0L);
  }

  /// Does `service` to `entity`.
  ///
  /// @param data `{"brightness": percent}` for a light that is turned on
  public Applied apply(String entity, String service, Map<String, Object> data) {
    Entity before = entities.get(entity);
    if (before == null) {
      return new Applied.Refused("there is no " + entity);
    }
    return switch (service) {
      case "turn_on" -> turnOn(before, data);
      case "turn_off" ->
          before.kind().equals("lock")
              ? cannot(before, service)
              : done(before, "off", before.brightness() == null ? null : 0L);
      case "lock" ->
          before.kind().equals("lock") ? done(before, "locked", null) : cannot(before, service);
      case "unlock" ->
          before.kind().equals("lock") ? done(before, "unlocked", null) : cannot(before, service);
      default -> cannot(before, service);
    };
  }

  private Applied turnOn(Entity before, Map<String, Object> data) {
    if (before.kind().equals("lock")) {
      return cannot(before, "turn_on");
    }
    if (before.brightness() == null) {
      return data.containsKey("brightness") ? cannot(before, "dim") : done(before, "on", null);
    }
    if (!(data.getOrDefault("brightness", 100L) instanceof Number percent)) {
      return new Applied.Refused("the brightness is no number");
    }
    long brightness = Math.clamp(Math.round(percent.doubleValue()), 0L, 100L);
    return done(before, brightness == 0 ? "off" : "on", brightness);
  }

  private Applied done(
      Entity before, String state, @org.jspecify.annotations.Nullable Long brightness) {
    Map<String, Entity> after = new LinkedHashMap<>(entities);
    Entity changed = before.with(state, brightness);
    after.put(before.id(), changed);
    return new Applied.Done(new HomeState(after), changed);
  }

  private static Applied cannot(Entity entity, String service) {
    return new Applied.Refused("the " + entity.name() + " cannot " + service.replace('_', ' '));
  }
}
