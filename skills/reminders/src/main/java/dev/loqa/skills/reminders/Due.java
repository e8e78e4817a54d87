package dev.loqa.skills.reminders;

import dev.loqa.skill.Moment;
import dev.loqa.skill.json.Json;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// When something is due, made of what was said and the clock on the wall.
///
/// @param seconds from now; below 0 when a time was said
/// @param local when it is due first
/// @param days on which it comes again, `mon` to `sun`; empty: once only
record Due(long seconds, Local local, List<String> days) {
  static final List<String> WEEK = List.of("mon", "tue", "wed", "thu", "fri", "sat", "sun");
  private static final int USUAL_MINUTES = 9 * 60;
  private static final int NOON = 720;
  private static final int SMALL_HOURS = 300;
  private static final int LATEST_AFTERNOON_HOUR = 7 * 60;
  private static final long MAX_SECONDS = 366L * 86_400;
  private static final int FOUR_YEARS = 1461;

  Due {
    days = List.copyOf(days);
  }

  /// What came of reading a phrase.
  sealed interface Read {
    record Good(Due due) implements Read {}

    /// It has passed already.
    record Past() implements Read {}

    /// It is no time that can be.
    record Never() implements Read {}
  }

  /// @param when the slot's value, as the host's understanding makes it
  /// @param early whether an hour of unknown half is the morning's: an alarm wakes, a reminder at
  ///   "three" on another day means the afternoon
  static Read read(Json when, Moment now, boolean early) {
    Local clock = Local.of(now);
    if (when.at("in").isNumber()) {
      long seconds = when.at("in").whole(0);
      return seconds < 1 || seconds > MAX_SECONDS
          ? new Read.Never()
          : new Read.Good(new Due(seconds, clock.plusSeconds(seconds), List.of()));
    }
    int minutes = minutes(when.at("time").text(""));
    boolean either = when.at("either").isTrue() && minutes >= 0;
    if (!when.at("repeat").items().isEmpty()) {
      return repeated(when, clock, likely(minutes, either, early));
    }
    int days = (int) when.at("days").whole(-1);
    if (days == 0 || (days < 0 && !hasDay(when))) {
      return today(clock, minutes, either, days == 0);
    }
    Local day = day(when, clock, days, likely(minutes, either, early));
    return day == null ? new Read.Never() : new Read.Good(new Due(-1, day, List.of()));
  }

  private static boolean hasDay(Json when) {
    return !when.at("weekday").isNull() || !when.at("date").isNull();
  }

  /// Minutes since midnight; -1 when no time was said.
  static int minutes(String time) {
    return time.length() != 5
        ? -1
        : (time.charAt(0) - '0') * 600
            + (time.charAt(1) - '0') * 60
            + (time.charAt(3) - '0') * 10
            + (time.charAt(4) - '0');
  }

  /// The half of the day that is meant where it was not said; nine o'clock where no hour was.
  private static int likely(int minutes, boolean either, boolean early) {
    if (minutes < 0) {
      return USUAL_MINUTES;
    }
    boolean afternoon = either && !early && minutes < LATEST_AFTERNOON_HOUR && minutes >= 60;
    return afternoon ? minutes + NOON : minutes;
  }

  /// The next time the clock shows it.
  private static Read today(Local now, int said, boolean either, boolean sameDay) {
    int minutes = said < 0 ? USUAL_MINUTES : said;
    Local due = now.at(minutes);
    if (due.isAfter(now)) {
      return new Read.Good(new Due(-1, due, List.of()));
    }
    Local other = now.at((minutes + NOON) % Local.DAY_MINUTES);
    if (either && other.isAfter(now)) {
      return new Read.Good(new Due(-1, other, List.of()));
    }
    if (sameDay && minutes >= SMALL_HOURS) {
      return new Read.Past();
    }
    Local tomorrow = due.plusDays(1);
    Local first = now.at(Math.min(minutes, (minutes + NOON) % Local.DAY_MINUTES)).plusDays(1);
    return new Read.Good(new Due(-1, either ? first : tomorrow, List.of()));
  }

  private static @Nullable Local day(Json when, Local now, int days, int minutes) {
    if (days > 0) {
      return now.plusDays(days).at(minutes);
    }
    int weekday = WEEK.indexOf(when.at("weekday").text(""));
    String date = when.at("date").text("");
    for (int ahead = 0; ahead < FOUR_YEARS; ahead++) {
      Local day = now.plusDays(ahead).at(minutes);
      boolean right =
          weekday >= 0
              ? day.moment().weekday() == weekday + 1
              : day.text().substring(0, 10).endsWith(date);
      if (right && day.isAfter(now)) {
        return day;
      }
    }
    return null;
  }

  private static Read repeated(Json when, Local now, int minutes) {
    List<String> days = new ArrayList<>();
    for (Json day : when.at("repeat").items()) {
      if (WEEK.contains(day.text(""))) {
        days.add(day.text(""));
      }
    }
    for (int ahead = 0; ahead < 8; ahead++) {
      Local day = now.plusDays(ahead).at(minutes);
      if (day.isAfter(now) && days.contains(WEEK.get(day.moment().weekday() - 1))) {
        return new Read.Good(new Due(-1, day, days));
      }
    }
    return new Read.Never();
  }
}
