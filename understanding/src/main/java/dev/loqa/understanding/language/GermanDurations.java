package dev.loqa.understanding.language;

import dev.loqa.understanding.language.GermanNumbers.Amount;
import dev.loqa.understanding.language.Reading.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Reads German durations: "fünf Minuten", "eine Stunde und zehn Minuten", "anderthalb Stunden",
/// "eine halbe Stunde", "eine Viertelstunde", "1 Stunde 20". Units only get smaller, at most a year
/// in all.
final class GermanDurations {
  private static final long MAX_SECONDS = 366L * 86_400;
  private static final Map<String, Long> UNITS =
      Map.ofEntries(
          Map.entry("sekunde", 1L),
          Map.entry("sekunden", 1L),
          Map.entry("sek", 1L),
          Map.entry("s", 1L),
          Map.entry("minute", 60L),
          Map.entry("minuten", 60L),
          Map.entry("min", 60L),
          Map.entry("m", 60L),
          Map.entry("stunde", 3600L),
          Map.entry("stunden", 3600L),
          Map.entry("std", 3600L),
          Map.entry("h", 3600L),
          Map.entry("tag", 86_400L),
          Map.entry("tage", 86_400L),
          Map.entry("tagen", 86_400L),
          Map.entry("woche", 604_800L),
          Map.entry("wochen", 604_800L));
  private static final Map<String, Long> COMPOUNDS =
      Map.of(
          "viertelstunde", 900L,
          "dreiviertelstunde", 2_700L,
          "halbestunde", 1_800L);
  private static final Set<String> ONE = Set.of("ein", "eine", "einer", "einem", "einen", "ne");
  private static final Set<String> HALF = Set.of("halb", "halbe", "halben", "halber", "halbes");

  private GermanDurations() {}

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
      boolean joined = below != Long.MAX_VALUE && cursor.is(next, "und");
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
    boolean one = ONE.contains(cursor.word(at));
    int start = one ? at + 1 : at;
    Long compound = COMPOUNDS.get(cursor.word(start));
    if (compound != null) {
      return new Part(compound, 60, start + 1);
    }
    Part fraction = fraction(cursor, start);
    if (fraction != null) {
      return fraction;
    }
    for (Amount amount : GermanNumbers.amounts(cursor, at)) {
      Long unit = UNITS.get(cursor.word(amount.end()));
      if (unit != null) {
        return new Part(amount.value() * unit, smaller(amount, unit), amount.end() + 1);
      }
    }
    return null;
  }

  /// Behind "zweieinhalb Stunden" nothing counts in minutes any more.
  private static long smaller(Amount amount, long unit) {
    return amount.value() == Math.rint(amount.value()) ? unit : Math.max(1, unit / 60);
  }

  /// "halbe Stunde", "viertel Stunde", "drei viertel Stunden".
  private static @Nullable Part fraction(Cursor cursor, int at) {
    double value;
    int next = at + 1;
    if (HALF.contains(cursor.word(at))) {
      value = 0.5;
    } else if (cursor.is(at, "viertel")) {
      value = 0.25;
    } else if (cursor.is(at, "dreiviertel")) {
      value = 0.75;
    } else if (cursor.is(at, "drei") && cursor.is(next, "viertel")) {
      value = 0.75;
      next++;
    } else {
      return null;
    }
    Long unit = UNITS.get(cursor.word(next));
    return unit == null ? null : new Part(value * unit, Math.max(1, unit / 60), next + 1);
  }

  /// "eine Minute dreißig", "1 Stunde 20": a number without a unit counts in the next smaller one.
  private static @Nullable Part bare(Cursor cursor, int at, long above) {
    if (above != 3600 && above != 60) {
      return null;
    }
    long value = GermanNumbers.whole(cursor, at);
    boolean good = value > 1 && value < 60 && !UNITS.containsKey(cursor.word(at + 1));
    return good ? new Part(value * (above / 60.0), above / 60, at + 1) : null;
  }
}
