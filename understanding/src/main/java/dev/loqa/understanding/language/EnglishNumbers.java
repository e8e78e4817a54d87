package dev.loqa.understanding.language;

import dev.loqa.understanding.language.Reading.Span;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Reads English numbers: "five", "twenty one", "a hundred and five", "two and a half", "1,000",
/// "2.5".
final class EnglishNumbers {
  static final List<String> UNITS =
      List.of(
          "zero",
          "one",
          "two",
          "three",
          "four",
          "five",
          "six",
          "seven",
          "eight",
          "nine",
          "ten",
          "eleven",
          "twelve",
          "thirteen",
          "fourteen",
          "fifteen",
          "sixteen",
          "seventeen",
          "eighteen",
          "nineteen");
  static final List<String> TENS =
      List.of("", "", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety");
  // "to full brightness"
  private static final Set<String> FULL = Set.of("full", "maximum", "max");
  private static final Map<String, Integer> SMALL = small();
  private static final Map<String, Long> SCALES = Map.of("thousand", 1_000L, "million", 1_000_000L);
  private static final int DIGITS = 12;

  private EnglishNumbers() {}

  /// A whole number and the index behind it.
  record Whole(long value, int end) {}

  /// A number that may have a fraction, and the index behind it.
  record Amount(double value, int end) {}

  /// The value of a word from zero to nineteen or of a round ten, else -1.
  static int small(String word) {
    return SMALL.getOrDefault(word, -1);
  }

  static Reading number(Tokens tokens, int at) {
    Cursor cursor = new Cursor(tokens);
    List<Span> spans = new ArrayList<>();
    for (Amount amount : amounts(cursor, at)) {
      spans.add(new Span(amount.end(), plain(amount.value())));
    }
    return new Reading(spans, cursor.open());
  }

  static Reading percentage(Tokens tokens, int at) {
    Cursor cursor = new Cursor(tokens);
    List<Span> spans = new ArrayList<>();
    if (FULL.contains(cursor.word(at))) {
      return new Reading(List.of(new Span(at + 1, 100L)), cursor.open());
    }
    for (Amount amount : amounts(cursor, at)) {
      int end = amount.end();
      boolean two = cursor.is(end, "per") && cursor.is(end + 1, "cent");
      boolean sign = two || cursor.is(end, "%") || cursor.is(end, "percent");
      boolean part = !sign && amount.value() > 0 && amount.value() < 1;
      double value = part ? amount.value() * 100 : amount.value();
      if (value >= 0 && value <= 100) {
        spans.add(new Span(sign ? end + (two ? 2 : 1) : end, plain(value)));
      }
    }
    return new Reading(spans, cursor.open());
  }

  /// All amounts that start here, longest first; empty if there is no number.
  static List<Amount> amounts(Cursor cursor, int at) {
    Amount part = part(cursor, at);
    if (part != null) {
      return List.of(part);
    }
    Amount decimal = decimal(cursor, at);
    if (decimal != null) {
      return List.of(decimal);
    }
    Whole whole = whole(cursor, at);
    if (whole == null) {
      return List.of();
    }
    List<Amount> found = new ArrayList<>();
    if (cursor.is(whole.end(), "and")) {
      Amount rest = part(cursor, whole.end() + 1);
      if (rest != null && rest.value() < 1) {
        found.add(new Amount(whole.value() + rest.value(), rest.end()));
      }
    } else if (cursor.is(whole.end(), "1/2")) {
      found.add(new Amount(whole.value() + 0.5, whole.end() + 1));
    } else if (cursor.is(whole.end(), "point")) {
      Amount spoken = point(cursor, whole);
      if (spoken != null) {
        found.add(spoken);
      }
    }
    found.add(new Amount(whole.value(), whole.end()));
    return found;
  }

  /// "half", "a half", "a quarter", "three quarters", "1/2".
  static @Nullable Amount part(Cursor cursor, int at) {
    return switch (cursor.word(at)) {
      case "half", "1/2" -> new Amount(0.5, at + 1);
      case "quarter", "1/4" -> new Amount(0.25, at + 1);
      case "3/4" -> new Amount(0.75, at + 1);
      case "a", "one" -> {
        if (cursor.is(at + 1, "half")) {
          yield new Amount(0.5, at + 2);
        }
        yield cursor.is(at + 1, "quarter") ? new Amount(0.25, at + 2) : null;
      }
      case "three", "3" -> cursor.is(at + 1, "quarters") ? new Amount(0.75, at + 2) : null;
      default -> null;
    };
  }

  /// A whole number in digits or words.
  static @Nullable Whole whole(Cursor cursor, int at) {
    String first = cursor.word(at);
    if (Tokens.isDigits(first)) {
      return digits(cursor, at, first);
    }
    long total = 0;
    int next = at;
    boolean any = false;
    long below = Long.MAX_VALUE;
    while (true) {
      int start = any && cursor.is(next, "and") ? next + 1 : next;
      Whole group = hundreds(cursor, start);
      if (group == null) {
        break;
      }
      Long scale = SCALES.get(cursor.word(group.end()));
      if (scale != null && scale < below) {
        total += group.value() * scale;
        next = group.end() + 1;
        below = scale;
        any = true;
        continue;
      }
      if (any && group.value() >= below) {
        break;
      }
      return new Whole(total + group.value(), group.end());
    }
    return any ? new Whole(total, next) : null;
  }

  /// A value below one thousand; "a" only counts in front of hundred, thousand or million.
  private static @Nullable Whole hundreds(Cursor cursor, int at) {
    String word = cursor.word(at);
    if (word.equals("a")) {
      if (cursor.is(at + 1, "hundred")) {
        return afterHundred(cursor, 100, at + 2);
      }
      return SCALES.containsKey(cursor.word(at + 1)) ? new Whole(1, at + 1) : null;
    }
    Whole small = belowHundred(cursor, at);
    if (small != null && small.value() > 0 && cursor.is(small.end(), "hundred")) {
      return afterHundred(cursor, small.value() * 100, small.end() + 1);
    }
    return small;
  }

  private static Whole afterHundred(Cursor cursor, long hundreds, int at) {
    int start = cursor.is(at, "and") ? at + 1 : at;
    Whole rest = belowHundred(cursor, start);
    return rest == null || rest.value() == 0
        ? new Whole(hundreds, at)
        : new Whole(hundreds + rest.value(), rest.end());
  }

  private static @Nullable Whole belowHundred(Cursor cursor, int at) {
    int value = small(cursor.word(at));
    if (value < 0) {
      return null;
    }
    if (value >= 20) {
      int unit = small(cursor.word(at + 1));
      if (unit > 0 && unit < 10) {
        return new Whole(value + unit, at + 2);
      }
    }
    return new Whole(value, at + 1);
  }

  private static Whole digits(Cursor cursor, int at, String digits) {
    long value = Long.parseLong(digits);
    Long scale = SCALES.get(cursor.word(at + 1));
    if (scale != null && value < 1_000_000) {
      return new Whole(value * scale, at + 2);
    }
    return value > 0 && value < 100 && cursor.is(at + 1, "hundred")
        ? new Whole(value * 100, at + 2)
        : new Whole(value, at + 1);
  }

  private static @Nullable Amount decimal(Cursor cursor, int at) {
    String word = cursor.word(at);
    int dot = word.indexOf('.');
    boolean good =
        dot > 0
            && Tokens.isDigits(word.substring(0, dot))
            && Tokens.isDigits(word.substring(dot + 1));
    return good ? new Amount(Double.parseDouble(word), at + 1) : null;
  }

  /// "two point five", "two point two five".
  private static @Nullable Amount point(Cursor cursor, Whole whole) {
    double value = whole.value();
    double weight = 0.1;
    int at = whole.end() + 1;
    int first = at;
    while (at < first + DIGITS) {
      String word = cursor.word(at);
      int digit = Tokens.isDigits(word) && word.length() == 1 ? word.charAt(0) - '0' : small(word);
      if (digit < 0 || digit > 9) {
        break;
      }
      value += digit * weight;
      weight /= 10;
      at++;
    }
    return at == first ? null : new Amount(Math.round(value * 1e9) / 1e9, at);
  }

  private static Object plain(double value) {
    if (value == Math.rint(value)) {
      return (long) value;
    }
    return value;
  }

  private static Map<String, Integer> small() {
    Map<String, Integer> all = new HashMap<>();
    for (int i = 0; i < UNITS.size(); i++) {
      all.put(UNITS.get(i), i);
    }
    for (int i = 2; i < TENS.size(); i++) {
      all.put(TENS.get(i), i * 10);
    }
    all.put("fourty", 40);
    return Map.copyOf(all);
  }
}
