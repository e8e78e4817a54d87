package dev.loqa.skills.timer;

import dev.loqa.skill.json.Json;

/// One timer as the skill remembers it.
///
/// @param name what the person called it; empty for none
/// @param millis how long it was set for
/// @param dueMillis when it ends, in milliseconds since 1970
record Countdown(String id, String name, long millis, long dueMillis) {
  static Countdown of(Json json) {
    return new Countdown(
        json.at("id").text(""),
        json.at("name").text(""),
        json.at("ms").whole(0),
        json.at("due").whole(0));
  }

  Json.Obj json() {
    return Json.object()
        .with("id", id)
        .with("name", name)
        .with("ms", millis)
        .with("due", dueMillis);
  }

  Countdown due(long millisSince1970) {
    return new Countdown(id, name, millis, millisSince1970);
  }

  /// What a receipt calls it.
  String target() {
    return name.isEmpty() ? "timer" : name;
  }
}
