package dev.loqa.loqad.skills;

import dev.loqa.loqad.store.Timer;
import dev.loqa.skillhost.TimerRequest.Repeat;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// How a timer's repetition is kept as text, and when it comes next.
final class Repeats {
  private static final String EVERY = "every ";
  private static final String DAYS = "days ";

  private Repeats() {}

  static @Nullable String text(@Nullable Repeat repeat) {
    return switch (repeat) {
      case null -> null;
      case Repeat.Every every -> EVERY + every.span();
      case Repeat.OnDays days ->
          DAYS
              + days.days().stream().sorted().map(DayOfWeek::name).collect(Collectors.joining(","));
    };
  }

  /// The next time after `now`, empty when it fires only once. An alarm keeps its local time of
  /// day.
  static Optional<Instant> next(Timer timer, Instant now, ZoneId zone) {
    String repeat = timer.repeat();
    if (repeat == null) {
      return Optional.empty();
    }
    if (repeat.startsWith(EVERY)) {
      Duration span = Duration.parse(repeat.substring(EVERY.length()));
      long missed = Duration.between(timer.dueAt(), now).dividedBy(span);
      return Optional.of(timer.dueAt().plus(span.multipliedBy(Math.max(0, missed) + 1)));
    }
    Set<DayOfWeek> days = EnumSet.noneOf(DayOfWeek.class);
    for (String day : repeat.substring(DAYS.length()).split(",", -1)) {
      days.add(DayOfWeek.valueOf(day));
    }
    ZonedDateTime at = timer.dueAt().atZone(zone);
    ZonedDateTime next = now.atZone(zone).with(at.toLocalTime());
    while (!next.toInstant().isAfter(now) || !days.contains(next.getDayOfWeek())) {
      next = next.plusDays(1).with(at.toLocalTime());
    }
    return Optional.of(next.toInstant());
  }
}
