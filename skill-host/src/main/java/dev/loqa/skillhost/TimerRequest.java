package dev.loqa.skillhost;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A timer as a skill asked for it.
///
/// @param id the skill's own name for it, `[A-Za-z0-9_.-]{1,64}`
/// @param repeat how it comes back; once only if absent
/// @param payloadJson what the skill gets back when it fires
public record TimerRequest(String id, When when, @Nullable Repeat repeat, String payloadJson) {

  /// When it fires first.
  public sealed interface When {
    /// So long after the commit; does not care about clock jumps.
    record After(Duration span) implements When {}

    /// At this instant.
    record At(Instant instant) implements When {}

    /// At this local time of the home, whatever happens to its clock.
    record AtLocal(LocalDateTime time) implements When {}

    /// The next time that the home's clock shows this.
    record AtTimeOfDay(LocalTime time) implements When {}
  }

  /// How it comes back.
  public sealed interface Repeat {
    /// After each such span.
    record Every(Duration span) implements Repeat {}

    /// At the same local time on these days.
    record OnDays(Set<DayOfWeek> days) implements Repeat {
      public OnDays {
        days = Set.copyOf(EnumSet.copyOf(days));
      }
    }
  }

  /// When it fires first, seen from a moment in a home. A local time that the clock skips is moved
  /// forward by the gap.
  public Instant due(Instant now, ZoneId zone) {
    return switch (when) {
      case When.After after -> now.plus(after.span());
      case When.At at -> at.instant();
      case When.AtLocal local -> local.time().atZone(zone).toInstant();
      case When.AtTimeOfDay daily -> nextAt(daily.time(), now.atZone(zone));
    };
  }

  private Instant nextAt(LocalTime time, ZonedDateTime now) {
    Set<DayOfWeek> days =
        repeat instanceof Repeat.OnDays onDays ? onDays.days() : EnumSet.allOf(DayOfWeek.class);
    ZonedDateTime next = now.with(time);
    for (int i = 0; i < 8 && !(next.isAfter(now) && days.contains(next.getDayOfWeek())); i++) {
      next = now.toLocalDate().plusDays(i + 1L).atTime(time).atZone(now.getZone());
    }
    return next.toInstant();
  }
}
