package dev.loqa.loqad.home;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// One thing of a home as it stands now. Unchangeable.
///
/// @param id `light.kitchen`: kind, dot, name
/// @param name what people call it
/// @param others what else it is called, by language tag; under `""` what holds in every language.
///   The first of a language is the usual name there
/// @param area the room as people call it; empty when nobody said
/// @param state `on`, `off`, `locked`, `unlocked`, `open`, `closed`, `heat`, `playing`, ...;
///   [#UNAVAILABLE] when nobody can tell
/// @param details what else is known, of these keys: `brightness`, `position` and `volume` in
///   percent, `muted` (a boolean), `temperature` (wanted) and `current_temperature` in the home's
///   degrees, `title` (what is played), `device_class`
public record Entity(
    String id,
    String name,
    Map<String, List<String>> others,
    String area,
    String state,
    Map<String, Object> details) {
  /// The state of what cannot be reached.
  public static final String UNAVAILABLE = "unavailable";

  public static final String BRIGHTNESS = "brightness";
  public static final String POSITION = "position";
  public static final String VOLUME = "volume";
  public static final String MUTED = "muted";
  public static final String TEMPERATURE = "temperature";
  public static final String CURRENT_TEMPERATURE = "current_temperature";
  public static final String TITLE = "title";
  public static final String DEVICE_CLASS = "device_class";

  public Entity {
    others = Map.copyOf(others);
    details = Collections.unmodifiableMap(new LinkedHashMap<>(details));
  }

  /// `light`, `fan`, `switch`, `cover`, `climate`, `media_player` or `lock`.
  public String kind() {
    return kind(id);
  }

  /// What stands before the dot of an id.
  public static String kind(String id) {
    int dot = id.indexOf('.');
    return dot < 0 ? "" : id.substring(0, dot);
  }

  /// `garage`, `gate`, `door`, `blind`, ...: what sort of its kind it is, where that is known.
  public Optional<String> deviceClass() {
    return details.get(DEVICE_CLASS) instanceof String text ? Optional.of(text) : Optional.empty();
  }

  /// A number of the details.
  public Optional<Number> number(String detail) {
    return details.get(detail) instanceof Number n ? Optional.of(n) : Optional.empty();
  }

  /// All that it is called in a language, the usual name first.
  List<String> names(String language) {
    List<String> names = new ArrayList<>(others.getOrDefault(language, List.of()));
    names.add(name);
    names.addAll(others.getOrDefault("", List.of()));
    return names;
  }

  /// The same thing in another state; `changed` takes the place of details of the same key.
  Entity with(String newState, Map<String, Object> changed) {
    Map<String, Object> all = new LinkedHashMap<>(details);
    all.putAll(changed);
    return new Entity(id, name, others, area, newState, all);
  }

  /// The same thing in another state, all else as it was.
  public Entity withState(String newState) {
    return with(newState, Map.of());
  }

  /// As skills see it.
  public Map<String, Object> view() {
    Map<String, Object> view = new LinkedHashMap<>();
    view.put("name", name);
    Map<String, Object> names = new LinkedHashMap<>();
    others.forEach((language, all) -> {
      if (!language.isEmpty() && !all.isEmpty()) {
        names.put(language, all.getFirst());
      }
    });
    if (!names.isEmpty()) {
      view.put("names", names);
    }
    view.put("kind", kind());
    view.put("area", area);
    view.put("state", state);
    view.putAll(details);
    return view;
  }
}
