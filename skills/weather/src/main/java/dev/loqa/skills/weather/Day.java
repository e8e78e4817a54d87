package dev.loqa.skills.weather;

import dev.loqa.skill.Moment;
import java.util.List;

/// A day as it is asked for, and which date that is.
///
/// @param name `today`, `tomorrow`, `after`, or a weekday: `mon` to `sun`
/// @param date as a forecast has it, `2026-11-21`
record Day(String name, String date) {
  private static final List<String> WEEK = List.of("mon", "tue", "wed", "thu", "fri", "sat", "sun");

  /// The day that a slot names, seen from `now`; a weekday is the next one, today among them.
  static Day of(String slot, Moment now) {
    int weekday = WEEK.indexOf(slot) + 1;
    int ahead =
        switch (slot) {
          case "tomorrow" -> 1;
          case "after" -> 2;
          default -> weekday == 0 ? 0 : (weekday - now.weekday() + 7) % 7;
        };
    Moment day = now.plusDays(ahead);
    String name = ahead == 0 ? "today" : slot;
    return new Day(name, day.year() + "-" + two(day.month()) + "-" + two(day.day()));
  }

  boolean isToday() {
    return name.equals("today");
  }

  private static String two(int number) {
    return number < 10 ? "0" + number : String.valueOf(number);
  }
}
