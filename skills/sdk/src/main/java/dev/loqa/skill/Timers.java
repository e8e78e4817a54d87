package dev.loqa.skill;

import dev.loqa.skill.json.Json;
import java.util.List;

/// The skill's durable timers. One that fires starts a new invocation of type `timer`, also after a
/// restart.
public interface Timers {
  /// Fires once, this long from now, with the payload; a timer of the same id is replaced.
  Effect after(String id, long millis, Json payload);

  /// Fires at a time of the home's own clock, whatever happens to its offset until then: `at` is a
  /// local date and time (`2026-01-02T07:00`), or a time of day (`07:00`) for the next time the
  /// clock shows it. A timer of the same id is replaced.
  ///
  /// @param days on which it comes again at the same time, `mon` to `sun`; empty: once only
  Effect at(String id, String at, List<String> days, Json payload);

  /// Takes a timer away.
  ///
  /// @throws SkillException when there is none of that id
  Effect cancel(String id);

  /// The timers that have not fired, the next to fire first.
  List<Pending> pending();

  /// A timer that has not fired; `dueMillis` is milliseconds since 1970.
  record Pending(String id, long dueMillis, Json payload) {}
}
