package dev.loqa.skills.reminders;

import dev.loqa.skill.Event;
import dev.loqa.skill.SkillContext;
import dev.loqa.skill.Timers;
import dev.loqa.skill.json.Json;
import java.util.ArrayList;
import java.util.List;

/// One alarm or reminder, as its timer carries it.
///
/// @param text what to remind of; empty for an alarm
/// @param local when it is due first; the time of day where it repeats
record Entry(String id, boolean alarm, String text, Local local, List<String> days) {
  Entry {
    days = List.copyOf(days);
  }

  static Entry of(String id, Json payload) {
    List<String> days = new ArrayList<>();
    for (Json day : payload.at("days").items()) {
      days.add(day.text(""));
    }
    return new Entry(
        id,
        payload.at("kind").text("").equals("alarm"),
        payload.at("text").text(""),
        Local.parse(payload.at("at").text("1970-01-01T00:00")),
        days);
  }

  /// What its timer carries until it rings, with the language of who set it.
  Json payload(String language) {
    List<Json> names = new ArrayList<>();
    for (String day : days) {
      names.add(new Json.Text(day));
    }
    return Json.object()
        .with("kind", alarm ? "alarm" : "reminder")
        .with("text", text)
        .with("at", local.text())
        .with("days", new Json.Arr(names))
        .with("language", language);
  }

  /// Those that wait, the next to ring first.
  static List<Entry> waiting(SkillContext context) {
    Event event = context.event();
    List<Entry> entries = new ArrayList<>();
    for (Timers.Pending pending : context.timers().pending()) {
      if (pending.dueMillis() > event.now().epochMillis()) {
        entries.add(of(pending.id(), pending.payload()));
      }
    }
    return entries;
  }

  /// What a receipt calls it.
  String target() {
    return alarm ? "alarm" : text;
  }

  /// Whether it was set for this phrase's time of day; for any when the phrase has none.
  boolean isAt(Json when) {
    int minutes = Due.minutes(when.at("time").text(""));
    int own = local.minutes();
    return minutes < 0
        || minutes == own
        || (when.at("either").isTrue() && (minutes + 720) % Local.DAY_MINUTES == own);
  }
}
