package dev.loqa.understanding.language;

import dev.loqa.understanding.language.EnglishNumbers.Whole;
import dev.loqa.understanding.language.EnglishTimes.Clock;
import dev.loqa.understanding.language.Reading.Span;
import java.time.Month;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Reads the pieces of English phrases that say when: "at seven", "tomorrow evening", "on Monday",
/// "on the 24th of December", "every weekday", "in twenty minutes".
final class EnglishWhen {
  private static final List<String> DAYS =
      List.of("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday");
  private static final List<String> MONTHS =
      List.of(
          "january",
          "february",
          "march",
          "april",
          "may",
          "june",
          "july",
          "august",
          "september",
          "october",
          "november",
          "december");
  private static final Map<String, PartOfDay> PARTS =
      Map.of(
          "morning", PartOfDay.MORNING,
          "afternoon", PartOfDay.AFTERNOON,
          "evening", PartOfDay.EVENING,
          "night", PartOfDay.NIGHT);
  private static final Set<String> BEFORE_CLOCK = Set.of("at", "by", "around");
  private static final Set<String> ORDINAL_ENDS = Set.of("st", "nd", "rd", "th");
  private static final Map<String, Integer> ORDINALS = ordinals();

  private EnglishWhen() {}

  /// The piece at `at`, if there is one.
  static @Nullable WhenPart piece(Cursor cursor, int at) {
    WhenPart found = in(cursor, at);
    if (found == null) {
      found = repeat(cursor, at);
    }
    if (found == null) {
      found = day(cursor, at);
    }
    if (found == null) {
      found = partOfDay(cursor, at);
    }
    return found == null ? clock(cursor, at) : found;
  }

  private static @Nullable WhenPart in(Cursor cursor, int at) {
    boolean in = cursor.is(at, "in");
    List<Span> spans = EnglishDurations.spans(cursor, in ? at + 1 : at);
    if (spans.isEmpty()) {
      return null;
    }
    int end = spans.getFirst().end();
    if (in) {
      return new WhenPart.In((Long) spans.getFirst().value(), end);
    }
    return cursor.is(end, "from") && cursor.is(end + 1, "now")
        ? new WhenPart.In((Long) spans.getFirst().value(), end + 2)
        : null;
  }

  private static @Nullable WhenPart repeat(Cursor cursor, int at) {
    String word = cursor.word(at);
    if (word.equals("daily")) {
      return new WhenPart.Repeat(WhenPhrase.WEEK, null, at + 1);
    }
    boolean on = word.equals("on");
    boolean every = word.equals("every") || word.equals("each");
    if (!on && !every) {
      return null;
    }
    String what = cursor.word(at + 1);
    PartOfDay part = every ? PARTS.get(what) : null;
    if (part != null || (every && what.equals("day"))) {
      return new WhenPart.Repeat(WhenPhrase.WEEK, part, at + 2);
    }
    if (what.equals(on ? "weekdays" : "weekday")) {
      return new WhenPart.Repeat(WhenPhrase.WEEK.subList(0, 5), null, at + 2);
    }
    if (what.equals(on ? "weekends" : "weekend")) {
      return new WhenPart.Repeat(WhenPhrase.WEEK.subList(5, 7), null, at + 2);
    }
    return days(cursor, at + 1, on);
  }

  /// "Monday and Thursday", behind "every"; "Mondays and Thursdays", behind "on".
  private static @Nullable WhenPart days(Cursor cursor, int at, boolean plural) {
    List<String> found = new ArrayList<>();
    int next = at;
    int end = at;
    while (found.size() < 7) {
      int day = weekday(cursor.word(next), plural);
      if (day < 0) {
        break;
      }
      found.add(WhenPhrase.WEEK.get(day));
      end = next + 1;
      next = cursor.is(end, "and") ? end + 1 : end;
    }
    if (found.isEmpty()) {
      return null;
    }
    PartOfDay part = PARTS.get(cursor.word(end));
    List<String> days = WhenPhrase.WEEK.stream().filter(found::contains).toList();
    return new WhenPart.Repeat(days, part, part == null ? end : end + 1);
  }

  /// @param plural whether only "mondays" counts
  private static int weekday(String word, boolean plural) {
    boolean many = word.endsWith("s");
    int day = DAYS.indexOf(many ? word.substring(0, word.length() - 1) : word);
    return plural && !many ? -1 : day;
  }

  private static @Nullable WhenPart day(Cursor cursor, int at) {
    String word = cursor.word(at);
    switch (word) {
      case "today" -> {
        return new WhenPart.Day("days", 0L, null, at + 1);
      }
      case "tonight" -> {
        return new WhenPart.Day("days", 0L, PartOfDay.NIGHT, at + 1);
      }
      case "tomorrow" -> {
        return withPart(cursor, "days", 1L, at + 1);
      }
      default -> {
        // goes on below
      }
    }
    int start = word.equals("the") ? at + 1 : at;
    if (cursor.is(start, "day")
        && cursor.is(start + 1, "after")
        && cursor.is(start + 2, "tomorrow")) {
      return withPart(cursor, "days", 2L, start + 3);
    }
    PartOfDay part = word.equals("this") ? PARTS.get(cursor.word(at + 1)) : null;
    if (part != null) {
      return new WhenPart.Day("days", 0L, part, at + 2);
    }
    if (word.equals("next") && cursor.is(at + 1, "week")) {
      return new WhenPart.Day("days", 7L, null, at + 2);
    }
    boolean on = word.equals("on");
    boolean before = on || word.equals("this") || word.equals("next");
    int day = DAYS.indexOf(cursor.word(before ? at + 1 : at));
    if (day >= 0) {
      return withPart(cursor, "weekday", WhenPhrase.WEEK.get(day), before ? at + 2 : at + 1);
    }
    return date(cursor, on ? at + 1 : at);
  }

  private static WhenPart withPart(Cursor cursor, String field, Object value, int end) {
    PartOfDay part = PARTS.get(cursor.word(end));
    return new WhenPart.Day(field, value, part, part == null ? end : end + 1);
  }

  /// "the 24th of December", "24 December", "December 24th".
  private static @Nullable WhenPart date(Cursor cursor, int at) {
    int month = MONTHS.indexOf(cursor.word(at)) + 1;
    if (month > 0) {
      int start = cursor.is(at + 1, "the") ? at + 2 : at + 1;
      Whole day = dayOfMonth(cursor, start);
      return day == null ? null : date(month, day.value(), day.end());
    }
    int start = cursor.is(at, "the") ? at + 1 : at;
    Whole day = dayOfMonth(cursor, start);
    if (day == null) {
      return null;
    }
    int next = cursor.is(day.end(), "of") ? day.end() + 1 : day.end();
    int named = MONTHS.indexOf(cursor.word(next)) + 1;
    return named == 0 ? null : date(named, day.value(), next + 1);
  }

  private static @Nullable WhenPart date(int month, long day, int end) {
    boolean exists = day >= 1 && day <= Month.of(month).maxLength();
    return exists
        ? new WhenPart.Day("date", String.format(Locale.ROOT, "%02d-%02d", month, day), null, end)
        : null;
  }

  private static @Nullable Whole dayOfMonth(Cursor cursor, int at) {
    String word = cursor.word(at);
    if (Tokens.isDigits(word)) {
      boolean end = ORDINAL_ENDS.contains(cursor.word(at + 1));
      return new Whole(Long.parseLong(word), end ? at + 2 : at + 1);
    }
    Integer ordinal = ORDINALS.get(word);
    if (ordinal != null) {
      return new Whole(ordinal, at + 1);
    }
    Integer unit = ORDINALS.get(cursor.word(at + 1));
    boolean tens = word.equals("twenty") || word.equals("thirty");
    return tens && unit != null && unit < 10
        ? new Whole(EnglishNumbers.small(word) + unit, at + 2)
        : null;
  }

  /// "in the morning", "at night".
  private static @Nullable WhenPart partOfDay(Cursor cursor, int at) {
    if (cursor.is(at, "in") && cursor.is(at + 1, "the")) {
      PartOfDay part = PARTS.get(cursor.word(at + 2));
      return part == null || part == PartOfDay.NIGHT ? null : new WhenPart.Part(part, at + 3);
    }
    return cursor.is(at, "at") && cursor.is(at + 1, "night")
        ? new WhenPart.Part(PartOfDay.NIGHT, at + 2)
        : null;
  }

  private static @Nullable WhenPart clock(Cursor cursor, int at) {
    boolean said = BEFORE_CLOCK.contains(cursor.word(at));
    Clock clock = EnglishTimes.clock(cursor, said ? at + 1 : at);
    return clock == null
        ? null
        : new WhenPart.Clock(
            clock.minutes(), clock.noSuffix(), said || clock.marked(), clock.end());
  }

  private static Map<String, Integer> ordinals() {
    List<String> words =
        List.of(
            "first",
            "second",
            "third",
            "fourth",
            "fifth",
            "sixth",
            "seventh",
            "eighth",
            "ninth",
            "tenth",
            "eleventh",
            "twelfth",
            "thirteenth",
            "fourteenth",
            "fifteenth",
            "sixteenth",
            "seventeenth",
            "eighteenth",
            "nineteenth",
            "twentieth");
    Map<String, Integer> all = new HashMap<>();
    for (int i = 0; i < words.size(); i++) {
      all.put(words.get(i), i + 1);
    }
    all.put("thirtieth", 30);
    return Map.copyOf(all);
  }
}
