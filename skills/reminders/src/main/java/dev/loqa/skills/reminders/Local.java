package dev.loqa.skills.reminders;

import dev.loqa.skill.Moment;

/// A date and a time of the home's calendar and clock, without an offset: what a person means and
/// what the host is told. Arithmetic on it counts days, so that no change of the clocks shifts it.
///
/// @param moment the same digits on a clock that shows UTC
record Local(Moment moment) {
  static final int DAY_MINUTES = 1440;
  private static final long MINUTE_MILLIS = 60_000L;

  /// Now, by the clock of the place where it was told.
  static Local of(Moment now) {
    return new Local(Moment.of(now.epochMillis() + now.offsetMinutes() * MINUTE_MILLIS, 0));
  }

  /// Reads `2026-01-02T07:00`.
  static Local parse(String text) {
    return new Local(Moment.parse(text + ":00Z"));
  }

  /// Minutes since midnight.
  int minutes() {
    return moment.hour() * 60 + moment.minute();
  }

  /// This time of the same day.
  Local at(int minutes) {
    long day = moment.epochMillis() - Math.floorMod(moment.epochMillis(), 86_400_000L);
    return new Local(Moment.of(day + minutes * MINUTE_MILLIS, 0));
  }

  Local plusDays(int days) {
    return new Local(moment.plusDays(days));
  }

  Local plusSeconds(long seconds) {
    return new Local(Moment.of(moment.epochMillis() + seconds * 1000, 0));
  }

  boolean isAfter(Local other) {
    return moment.epochMillis() > other.moment.epochMillis();
  }

  /// Midnights between; negative when this is earlier.
  int daysAfter(Local other) {
    return (int)
        (Math.floorDiv(moment.epochMillis(), 86_400_000L)
            - Math.floorDiv(other.moment.epochMillis(), 86_400_000L));
  }

  /// `2026-01-02T07:00`, as the host reads it.
  String text() {
    return moment.year() + "-" + two(moment.month()) + "-" + two(moment.day()) + "T" + time();
  }

  /// `07:00`.
  String time() {
    return two(moment.hour()) + ":" + two(moment.minute());
  }

  private static String two(int value) {
    return value < 10 ? "0" + value : "" + value;
  }
}
