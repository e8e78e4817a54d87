package dev.loqa.loqad.skills;

import dev.loqa.loqad.store.Timer;
import dev.loqa.skillhost.TimerRequest;
import dev.loqa.skillhost.TimerRequest.Repeat;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// How a timer's repetition is kept as text, and when it comes next.
final class Repeats {
  private static final String EVERY = "every ";
  private static final String DAYS = "days ";
  private static final String AT = " at ";

  private Repeats() {}

  /// `every PT5M`, or `days MONDAY,FRIDAY at 06:30`; the time is the one that was asked for, which
  /// a day on which the clock skips it does not change. Null for once only.
  static @Nullable String text(TimerRequest request) {
    return switch (request.repeat()) {
      case null -> null;
      case Repeat.Every every -> EVERY + every.span();
      case Repeat.OnDays days ->
          DAYS
              + days.days().stream().sorted().map(DayOfWeek::name).collect(Collectors.joining(","))
              + time(request.when());
    };
  }

  private static String time(TimerRequest.When when) {
    return switch (when) {
      case TimerRequest.When.AtTimeOfDay daily -> AT + daily.time();
      case TimerRequest.When.AtLocal local -> AT + local.time().toLocalTime();
      case TimerRequest.When.After _, TimerRequest.When.At _ -> "";
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
    int at = repeat.indexOf(AT);
    for (String day :
        repeat.substring(DAYS.length(), at < 0 ? repeat.length() : at).split(",", -1)) {
      days.add(DayOfWeek.valueOf(day));
    }
    LocalTime time =
        at < 0
            ? timer.dueAt().atZone(zone).toLocalTime()
            : LocalTime.parse(repeat.substring(at + AT.length()));
    LocalDate day = now.atZone(zone).toLocalDate();
    while (!day.atTime(time).atZone(zone).toInstant().isAfter(now)
        || !days.contains(day.getDayOfWeek())) {
      day = day.plusDays(1);
    }
    return Optional.of(day.atTime(time).atZone(zone).toInstant());
  }
}
