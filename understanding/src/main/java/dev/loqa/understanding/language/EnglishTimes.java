package dev.loqa.understanding.language;

import dev.loqa.understanding.language.EnglishNumbers.Whole;
import dev.loqa.understanding.language.Reading.Span;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Reads English times of day: "half past seven", "7:30 pm", "quarter to eight in the evening",
/// "noon". Without "am", "pm" or a part of the day the hour is taken as said.
final class EnglishTimes {
  private EnglishTimes() {}

  /// Minutes since midnight, and the index behind them.
  ///
  /// @param noSuffix whether the half of the day is known
  /// @param marked whether it can be nothing but a time, as "half past seven" and "7:30"
  record Clock(int minutes, int end, boolean noSuffix, boolean marked) {}

  static Reading read(Tokens tokens, int at) {
    Cursor cursor = new Cursor(tokens);
    Clock clock = bare(cursor, at);
    if (clock == null) {
      return new Reading(List.of(), cursor.open());
    }
    List<Span> spans = new ArrayList<>();
    Clock full = clock.noSuffix() ? clock : withPartOfDay(cursor, clock);
    spans.add(new Span(full.end(), text(full.minutes())));
    if (full.end() != clock.end()) {
      spans.add(new Span(clock.end(), text(clock.minutes())));
    }
    return new Reading(spans, cursor.open());
  }

  /// A time without "am", "pm" or a part of the day.
  private static @Nullable Clock bare(Cursor cursor, int at) {
    Clock clock = named(cursor, at);
    if (clock == null) {
      clock = relative(cursor, at);
    }
    if (clock == null) {
      clock = digital(cursor, at);
    }
    return clock == null ? spoken(cursor, at) : clock;
  }

  /// A time with the "am" or "pm" behind it.
  static @Nullable Clock clock(Cursor cursor, int at) {
    Clock clock = bare(cursor, at);
    if (clock == null || clock.noSuffix()) {
      return clock;
    }
    String word = cursor.word(clock.end());
    if (word.equals("am") || word.equals("pm")) {
      return shifted(clock, word.equals("pm"), clock.end() + 1);
    }
    // as a recognizer hears it
    boolean letters = (word.equals("a") || word.equals("p")) && cursor.is(clock.end() + 1, "m");
    return letters ? shifted(clock, word.equals("p"), clock.end() + 2) : clock;
  }

  private static @Nullable Clock named(Cursor cursor, int at) {
    return switch (cursor.word(at)) {
      case "noon", "midday" -> new Clock(720, at + 1, true, true);
      case "midnight" -> new Clock(0, at + 1, true, true);
      default -> null;
    };
  }

  /// "half past seven", "quarter to eight", "ten minutes past six".
  private static @Nullable Clock relative(Cursor cursor, int at) {
    int start = cursor.is(at, "a") ? at + 1 : at;
    int minutes;
    int next;
    if (cursor.is(start, "half")) {
      minutes = 30;
      next = start + 1;
    } else if (cursor.is(start, "quarter")) {
      minutes = 15;
      next = start + 1;
    } else {
      Whole whole = EnglishNumbers.whole(cursor, at);
      if (whole == null || whole.value() < 1 || whole.value() > 59) {
        return null;
      }
      minutes = (int) whole.value();
      next = whole.end();
      next = cursor.is(next, "minutes") || cursor.is(next, "minute") ? next + 1 : next;
    }
    String way = cursor.word(next);
    boolean past = way.equals("past") || way.equals("after");
    boolean to = way.equals("to") || way.equals("before");
    Whole hour = past || to ? EnglishNumbers.whole(cursor, next + 1) : null;
    if (hour == null || hour.value() > 23 || (to && minutes == 30)) {
      return null;
    }
    int signed = past ? minutes : -minutes;
    return new Clock(
        Math.floorMod((int) hour.value() * 60 + signed, 1440), hour.end(), hour.value() > 12, true);
  }

  private static @Nullable Clock digital(Cursor cursor, int at) {
    String word = cursor.word(at);
    int sign = Math.max(word.indexOf(':'), word.indexOf('.'));
    if (sign < 1 || word.length() - sign != 3) {
      return null;
    }
    String hour = word.substring(0, sign);
    String minute = word.substring(sign + 1);
    if (!Tokens.isDigits(hour) || !Tokens.isDigits(minute)) {
      return null;
    }
    Clock clock =
        clock(Long.parseLong(hour), Long.parseLong(minute), at + 1, word.charAt(sign) == ':');
    // "07:30" is how a clock of 24 hours writes it
    return clock != null && hour.startsWith("0")
        ? new Clock(clock.minutes(), clock.end(), true, clock.marked())
        : clock;
  }

  /// "seven", "seven thirty", "seven oh five", "seven o'clock".
  private static @Nullable Clock spoken(Cursor cursor, int at) {
    Whole hour = EnglishNumbers.whole(cursor, at);
    if (hour == null || hour.value() > 24) {
      return null;
    }
    int next = hour.end();
    if (cursor.is(next, "o'clock") || cursor.is(next, "oclock")) {
      return clock(hour.value(), 0, next + 1, true);
    }
    boolean oh = cursor.is(next, "oh") || cursor.is(next, "o");
    Whole minute = EnglishNumbers.whole(cursor, oh ? next + 1 : next);
    boolean good =
        minute != null && minute.value() < 60 && (oh ? minute.value() < 10 : minute.value() >= 10);
    return good && minute != null
        ? clock(hour.value(), minute.value(), minute.end(), false)
        : clock(hour.value(), 0, next, false);
  }

  private static @Nullable Clock clock(long hour, long minute, int end, boolean marked) {
    return hour > 24 || minute > 59 || (hour == 24 && minute > 0)
        ? null
        : new Clock((int) (hour * 60 + minute) % 1440, end, hour > 12 || hour == 0, marked);
  }

  private static Clock withPartOfDay(Cursor cursor, Clock clock) {
    int end = clock.end();
    String word = cursor.word(end);
    if (word.equals("am") || word.equals("pm")) {
      return shifted(clock, word.equals("pm"), end + 1);
    }
    if (word.equals("in") && cursor.is(end + 1, "the")) {
      return switch (cursor.word(end + 2)) {
        case "morning" -> shifted(clock, false, end + 3);
        case "afternoon", "evening" -> shifted(clock, true, end + 3);
        default -> clock;
      };
    }
    boolean night = (word.equals("at") && cursor.is(end + 1, "night")) || word.equals("tonight");
    return night
        ? shifted(clock, clock.minutes() >= 300, word.equals("at") ? end + 2 : end + 1)
        : clock;
  }

  private static Clock shifted(Clock clock, boolean afternoon, int end) {
    int withinHalf = clock.minutes() % 720;
    return new Clock(afternoon ? withinHalf + 720 : withinHalf, end, true, true);
  }

  private static String text(int minutes) {
    return WhenPhrase.text(minutes);
  }
}
