package dev.loqa.loqad.store;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A timer of a skill as it stands on disk.
///
/// While the daemon runs, its scheduler counts a `COUNTDOWN` by the monotonic clock and an `ALARM`
/// by the wall clock; after a restart both go by `dueAt`.
///
/// @param id chosen by the skill, unique within it
/// @param repeat the skill's own words for when it comes again; the scheduler computes the next due
///   time
/// @param payload what the skill gets back, a JSON object as text
public record Timer(
    String skill,
    String id,
    Kind kind,
    State state,
    Instant dueAt,
    Instant createdAt,
    @Nullable String repeat,
    String payload,
    @Nullable String session,
    @Nullable String room) {

  /// By which clock it runs.
  public enum Kind {
    COUNTDOWN,
    ALARM
  }

  /// Where it stands in its life.
  public enum State {
    PENDING,
    /// Has fired and was not acknowledged yet: a restart rings it again.
    RINGING
  }

  /// A timer that waits.
  public static Timer pending(
      String skill,
      String id,
      Kind kind,
      Instant dueAt,
      Instant createdAt,
      @Nullable String repeat,
      String payload,
      @Nullable String session,
      @Nullable String room) {
    return new Timer(
        skill, id, kind, State.PENDING, dueAt, createdAt, repeat, payload, session, room);
  }

  public Timer withDueAt(Instant moved) {
    return new Timer(skill, id, kind, state, moved, createdAt, repeat, payload, session, room);
  }
}
