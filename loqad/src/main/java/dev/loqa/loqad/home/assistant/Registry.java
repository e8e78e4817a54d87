package dev.loqa.loqad.home.assistant;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What Home Assistant's owner wrote down about rooms, devices and entities. Unchangeable.
///
/// @param areas by id, in its order
/// @param devices the area of each device
/// @param entries by entity id; an entity that is in none has no settings
record Registry(Map<String, Area> areas, Map<String, String> devices, Map<String, Entry> entries) {
  static final Registry EMPTY = new Registry(Map.of(), Map.of(), Map.of());

  Registry {
    areas = Map.copyOf(areas);
    devices = Map.copyOf(devices);
    entries = Map.copyOf(entries);
  }

  /// A room.
  record Area(String name, List<String> aliases) {
    Area {
      aliases = List.copyOf(aliases);
    }
  }

  /// An entity's settings.
  ///
  /// @param area its own, else its device's counts
  /// @param usable whether it is neither disabled nor hidden nor kept from assistants nor one that
  ///   only sets up a device
  record Entry(
      @Nullable String area, @Nullable String device, boolean usable, List<String> aliases) {
    Entry {
      aliases = List.copyOf(aliases);
    }
  }

  /// From the results of `config/area_registry/list`, `config/device_registry/list` and
  /// `config/entity_registry/list`.
  ///
  /// @param more the result of `config/entity_registry/get_entries`, which alone tells aliases;
  ///   null when this Home Assistant has none
  static Registry of(
      @Nullable Object areas,
      @Nullable Object devices,
      @Nullable Object entities,
      @Nullable Object more) {
    Map<String, Area> rooms = new HashMap<>();
    for (Map<String, Object> area : Values.objects(areas)) {
      rooms.put(
          Values.text(area, "area_id"),
          new Area(Values.text(area, "name"), Values.texts(area.get("aliases"))));
    }
    Map<String, String> places = new HashMap<>();
    for (Map<String, Object> device : Values.objects(devices)) {
      if (device.get("area_id") instanceof String area) {
        places.put(Values.text(device, "id"), area);
      }
    }
    Map<String, Object> extended = Values.object(more);
    Map<String, Entry> entries = new HashMap<>();
    for (Map<String, Object> entity : Values.objects(entities)) {
      String id = Values.text(entity, "entity_id");
      Map<String, Object> whole = Values.object(extended.get(id));
      entries.put(
          id,
          new Entry(
              entity.get("area_id") instanceof String area ? area : null,
              entity.get("device_id") instanceof String device ? device : null,
              usable(entity),
              Values.texts(whole.get("aliases"))));
    }
    return new Registry(rooms, places, entries);
  }

  private static boolean usable(Map<String, Object> entity) {
    Object exposed =
        Values.object(Values.object(entity.get("options")).get("conversation"))
            .get("should_expose");
    return !entity.containsKey("disabled_by")
        && !entity.containsKey("hidden_by")
        && !entity.containsKey("entity_category")
        && !Boolean.FALSE.equals(exposed);
  }

  /// Whether an entity may be used, as far as Home Assistant's owner says.
  boolean usable(String entity) {
    Entry entry = entries.get(entity);
    return entry == null || entry.usable();
  }

  /// The room of an entity.
  Optional<Area> area(String entity) {
    Entry entry = entries.get(entity);
    if (entry == null) {
      return Optional.empty();
    }
    String device = entry.device();
    String area = entry.area() == null && device != null ? devices.get(device) : entry.area();
    return area == null ? Optional.empty() : Optional.ofNullable(areas.get(area));
  }

  /// The rooms that any of some entities is in, by name.
  List<Area> areasOf(Collection<String> entities) {
    return entities.stream()
        .flatMap(entity -> area(entity).stream())
        .filter(area -> !area.name().isBlank())
        .distinct()
        .sorted(Comparator.comparing(Area::name))
        .toList();
  }

  /// What else an entity is called.
  List<String> aliases(String entity) {
    Entry entry = entries.get(entity);
    return entry == null ? List.of() : new ArrayList<>(entry.aliases());
  }
}
