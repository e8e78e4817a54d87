package dev.loqa.skills.timer;

import dev.loqa.skill.Effect;
import dev.loqa.skill.Event;
import dev.loqa.skill.SkillContext;
import dev.loqa.skill.Timers;
import dev.loqa.skill.json.Json;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Every timer the skill has set and nobody has cancelled or stopped. The host knows which of them
/// still run; one whose time has come is ringing, until it is stopped or has rung for a quarter of
/// an hour.
final class TimerBook {
  private static final String KEY = "timers";
  private static final long RINGS_FOR_MILLIS = 15 * 60_000L;

  private final List<Countdown> running;
  private final List<Countdown> ringing;
  private final long next;

  private TimerBook(List<Countdown> running, List<Countdown> ringing, long next) {
    this.running = running;
    this.ringing = ringing;
    this.next = next;
  }

  static TimerBook read(SkillContext context) {
    Json stored = context.store().get(KEY).orElse(Json.nothing());
    Map<String, Countdown> known = new LinkedHashMap<>();
    for (Json json : stored.at("timers").items()) {
      Countdown timer = Countdown.of(json);
      known.put(timer.id(), timer);
    }
    long now = context.event().now().epochMillis();
    List<Countdown> running = new ArrayList<>();
    for (Timers.Pending pending : context.timers().pending()) {
      Countdown timer = known.get(pending.id());
      if (timer == null) {
        continue;
      }
      Countdown counting = timer.due(pending.dueMillis());
      known.put(timer.id(), counting);
      if (pending.dueMillis() > now || !rings(counting, context.event(), now)) {
        running.add(counting);
        known.remove(timer.id());
      }
    }
    List<Countdown> ringing = new ArrayList<>();
    for (Countdown timer : known.values()) {
      if (rings(timer, context.event(), now)) {
        ringing.add(timer);
      }
    }
    return new TimerBook(running, ringing, stored.at("next").whole(1));
  }

  /// The host says what rings now; without its word a timer rings for a while after its end.
  private static boolean rings(Countdown timer, Event event, long now) {
    Json alerts = event.payload().at("ringing");
    return alerts instanceof Json.Arr
        ? !alertId(timer, alerts).isEmpty()
        : now - timer.dueMillis() < RINGS_FOR_MILLIS;
  }

  /// What the host calls a timer's alert: the skill's name and the timer's id; empty when none
  /// rings.
  private static String alertId(Countdown timer, Json alerts) {
    for (Json alert : alerts.items()) {
      String id = alert.at("id").text(alert.text(""));
      if (id.equals(timer.id()) || id.endsWith("-" + timer.id())) {
        return id;
      }
    }
    return "";
  }

  /// The alerts that stop when these timers stop, by the host's ids.
  static List<String> alerts(List<Countdown> timers, Event event) {
    List<String> ids = new ArrayList<>();
    for (Countdown timer : timers) {
      String id = alertId(timer, event.payload().at("ringing"));
      ids.add(id.isEmpty() ? timer.id() : id);
    }
    return ids;
  }

  /// The alerts of these timers and of everything else that rings.
  static List<String> allAlerts(List<Countdown> timers, Event event) {
    List<String> ids = alerts(timers, event);
    for (Json alert : event.payload().at("ringing").items()) {
      String id = alert.at("id").text("");
      if (!id.isEmpty() && !ids.contains(id)) {
        ids.add(id);
      }
    }
    return ids;
  }

  /// The timers that run, the next to end first.
  List<Countdown> running() {
    return running;
  }

  List<Countdown> ringing() {
    return ringing;
  }

  /// The id of the next timer. Never used twice, so that an old alert is not taken for a new one.
  String nextId() {
    return "t" + next;
  }

  /// Writes the book down with one more timer.
  Effect add(SkillContext context, Countdown timer) {
    List<Countdown> all = new ArrayList<>(running);
    all.addAll(ringing);
    all.add(timer);
    return write(context, all, next + 1);
  }

  /// Writes the book down without these timers.
  Effect remove(SkillContext context, List<String> ids) {
    List<Countdown> all = new ArrayList<>(running);
    all.addAll(ringing);
    all.removeIf(timer -> ids.contains(timer.id()));
    return write(context, all, next);
  }

  private static Effect write(SkillContext context, List<Countdown> timers, long next) {
    List<Json> values = new ArrayList<>();
    for (Countdown timer : timers) {
      values.add(timer.json());
    }
    return context
        .store()
        .put(KEY, Json.object().with("next", next).with("timers", new Json.Arr(values)));
  }
}
