package dev.loqa.skills.smarthome;

import dev.loqa.skill.json.Json;

/// One device of the home, as the host showed it with the invocation.
///
/// @param entity `light.kitchen`: its domain, and its own name in that
/// @param name in the language of who speaks
/// @param own as its owner named it
/// @param area the room; empty when the host does not say
/// @param state `on`, `off`, `locked`, `unlocked`, `unavailable`, ...
/// @param brightness percent; below 0 when it has none
record Device(String entity, String name, String own, String area, String state, long brightness) {
  static Device of(String entity, Json json, String language) {
    String own = json.at("name").text(spoken(entity.substring(entity.indexOf('.') + 1)));
    return new Device(
        entity,
        json.at("names").at(language).text(own),
        own,
        json.at("area").text(""),
        json.at("state").text("unknown"),
        json.at("brightness").whole(-1));
  }

  String domain() {
    int dot = entity.indexOf('.');
    return dot < 0 ? "" : entity.substring(0, dot);
  }

  boolean isLight() {
    return domain().equals("light");
  }

  /// How bright a light is: 0 when it is off, 100 when it is on and tells nothing.
  long percent() {
    return !state.equals("on") ? 0 : brightness < 0 ? 100 : brightness;
  }

  boolean isLock() {
    return domain().equals("lock");
  }

  boolean isIn(String room) {
    return area.isEmpty() ? own.startsWith(room) : spoken(area).equals(spoken(room));
  }

  private static String spoken(String id) {
    return id.replace('_', ' ');
  }
}
