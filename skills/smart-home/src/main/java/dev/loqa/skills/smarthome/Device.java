package dev.loqa.skills.smarthome;

import dev.loqa.skill.json.Json;

/// One thing of the home, as the host showed it with the invocation.
///
/// @param entity `light.kitchen`: its domain, and its own name in that
/// @param domain `light`
/// @param name in the language of who speaks
/// @param own as its owner named it
/// @param area the room; empty when the host does not say
/// @param state `on`, `off`, `locked`, `open`, `heat`, `playing`, `unavailable`, ...
/// @param details what else the host shows: `brightness`, `position` and `volume` in percent,
///   `temperature` (wanted) and `current_temperature`, `device_class`
record Device(
    String entity,
    String domain,
    String name,
    String own,
    String area,
    String state,
    Json details) {
  static Device of(String entity, Json json, String language) {
    int dot = entity.indexOf('.');
    String own = json.at("name").text(spoken(entity.substring(dot + 1)));
    return new Device(
        entity,
        entity.substring(0, Math.max(0, dot)),
        json.at("names").at(language).text(own),
        own,
        json.at("area").text(""),
        json.at("state").text("unknown"),
        json);
  }

  boolean isA(String kind) {
    return domain.equals(kind);
  }

  /// A number of the details, its fraction cut off; below 0 when it has none.
  long number(String detail) {
    return details.at(detail).whole(-1);
  }

  /// How bright a light is: 0 when it is off, 100 when it is on and tells nothing.
  long percent() {
    long brightness = number("brightness");
    return !state.equals("on") ? 0 : brightness < 0 ? 100 : brightness;
  }

  /// Whether "off" is the word for it; a heater that heats and a player that is silent are on.
  boolean isOff() {
    return state.equals("off") || state.equals("standby");
  }

  /// Whether it is in the state that a person asked about. A lock is no door: unlocked is all that
  /// can be known of "open".
  boolean is(String expected) {
    return switch (expected) {
      case "on" ->
          state.equals("on") || ((isA("climate") || isA("media_player")) && !isOff() && isThere());
      case "off" -> isOff();
      case "open" -> state.equals(isA("lock") ? "unlocked" : "open");
      case "closed" -> state.equals(isA("lock") ? "locked" : "closed");
      default -> state.equals(expected);
    };
  }

  boolean isThere() {
    return !state.equals("unavailable") && !state.equals("unknown");
  }

  boolean isIn(String room) {
    return area.isEmpty()
        ? Letters.startsWith(own, room)
        : Letters.same(spoken(area), spoken(room));
  }

  /// Whether its owner's name for it has this word in it, in whatever case.
  boolean isCalled(String word) {
    return Letters.contains(own, word);
  }

  private static String spoken(String id) {
    return id.replace('_', ' ');
  }
}
