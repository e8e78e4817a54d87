package dev.loqa.understanding.language;

import dev.loqa.understanding.language.EnglishNumbers.Amount;
import dev.loqa.understanding.language.EnglishNumbers.Whole;
import dev.loqa.understanding.language.Reading.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Reads English durations: "five minutes", "an hour and a half", "1 hour 20", "three quarters of
/// an hour", "a couple of minutes", "1h30m". Units only get smaller, at most a year in all.
final class EnglishDurations {
  private static final long MAX_SECONDS = 366L * 86_400;
  private static final Map<String, Long> UNITS =
      Map.ofEntries(
          Map.entry("second", 1L),
          Map.entry("seconds", 1L),
          Map.entry("sec", 1L),
          Map.entry("secs", 1L),
          Map.entry("s", 1L),
          Map.entry("minute", 60L),
          Map.entry("minutes", 60L),
          Map.entry("min", 60L),
          Map.entry("mins", 60L),
          Map.entry("m", 60L),
          Map.entry("hour", 3600L),
          Map.entry("hours", 3600L),
          Map.entry("hr", 3600L),
          Map.entry("hrs", 3600L),
          Map.entry("h", 3600L),
          Map.entry("day", 86_400L),
          Map.entry("days", 86_400L),
          Map.entry("week", 604_800L),
          Map.entry("weeks", 604_800L));

  private EnglishDurations() {}

  /// Seconds, the unit they were said in, and the index behind them.
  private record Part(double seconds, long unit, int end) {}

  static Reading read(Tokens tokens, int at) {
    Cursor cursor = new Cursor(tokens);
    return new Reading(spans(cursor, at), cursor.open());
  }

  /// Every duration that begins here, longest first.
  static List<Span> spans(Cursor cursor, int at) {
    List<Span> spans = new ArrayList<>();
    double total = 0;
    long below = Long.MAX_VALUE;
    int next = at;
    while (below > 1) {
      boolean joined = below != Long.MAX_VALUE && cursor.is(next, "and");
      Part part = part(cursor, joined ? next + 1 : next);
      if (part == null || part.unit() >= below) {
        part = below == Long.MAX_VALUE ? null : bare(cursor, joined ? next + 1 : next, below);
      }
      if (part == null || total + part.seconds() > MAX_SECONDS) {
        break;
      }
      total += part.seconds();
      below = part.unit();
      next = part.end();
      spans.addFirst(new Span(next, Math.round(total)));
    }
    return spans;
  }

  private static @Nullable Part part(Cursor cursor, int at) {
    Part fraction = fraction(cursor, at);
    if (fraction != null) {
      return fraction;
    }
    String word = cursor.word(at);
    if (word.equals("a") || word.equals("an")) {
      Long unit = UNITS.get(cursor.word(at + 1));
      if (unit != null) {
        return extended(cursor, 1, unit, at + 2);
      }
      if (cursor.is(at + 1, "couple")) {
        int end = cursor.is(at + 2, "of") ? at + 3 : at + 2;
        Long pair = UNITS.get(cursor.word(end));
        return pair == null ? null : new Part(2.0 * pair, pair, end + 1);
      }
    }
    for (Amount amount : EnglishNumbers.amounts(cursor, at)) {
      Long unit = UNITS.get(cursor.word(amount.end()));
      if (unit != null) {
        return extended(cursor, amount.value(), unit, amount.end() + 1);
      }
    }
    return null;
  }

  /// "half an hour", "a quarter of an hour", "three quarters of an hour", "half a minute".
  private static @Nullable Part fraction(Cursor cursor, int at) {
    Amount part = EnglishNumbers.part(cursor, at);
    if (part == null) {
      return null;
    }
    int end = cursor.is(part.end(), "of") ? part.end() + 1 : part.end();
    boolean article = cursor.is(end, "a") || cursor.is(end, "an");
    Long unit = UNITS.get(cursor.word(article ? end + 1 : end));
    return unit == null ? null : new Part(part.value() * unit, unit, article ? end + 2 : end + 1);
  }

  /// "... and a half" behind a unit.
  private static Part extended(Cursor cursor, double value, long unit, int end) {
    if (unit > 1 && value == Math.rint(value) && cursor.is(end, "and")) {
      Amount rest = EnglishNumbers.part(cursor, end + 1);
      if (rest != null && !isUnitBehind(cursor, rest.end())) {
        return new Part((value + rest.value()) * unit, unit, rest.end());
      }
    }
    return new Part(value * unit, unit, end);
  }

  /// "an hour and half a minute" is two parts, "an hour and a half" is one.
  private static boolean isUnitBehind(Cursor cursor, int at) {
    int next = cursor.is(at, "of") ? at + 1 : at;
    next = cursor.is(next, "a") || cursor.is(next, "an") ? next + 1 : next;
    return UNITS.containsKey(cursor.word(next));
  }

  /// "one minute thirty", "1 hour 20": a number without a unit counts in the next smaller one.
  private static @Nullable Part bare(Cursor cursor, int at, long above) {
    if (above != 3600 && above != 60) {
      return null;
    }
    Whole whole = EnglishNumbers.whole(cursor, at);
    boolean good =
        whole != null && whole.value() < 60 && !UNITS.containsKey(cursor.word(whole.end()));
    return good && whole != null
        ? new Part(whole.value() * (above / 60.0), above / 60, whole.end())
        : null;
  }
}
