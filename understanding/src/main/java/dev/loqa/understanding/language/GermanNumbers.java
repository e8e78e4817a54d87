package dev.loqa.understanding.language;

import dev.loqa.understanding.language.Reading.Span;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Reads German numbers: "einundzwanzig", "zweihundertfünf", "anderthalb", "zweieinhalb", "2,5",
/// "1.000". Umlauts may be written as two letters.
final class GermanNumbers {
  static final List<String> UNITS =
      List.of(
          "null",
          "eins",
          "zwei",
          "drei",
          "vier",
          "fünf",
          "sechs",
          "sieben",
          "acht",
          "neun",
          "zehn",
          "elf",
          "zwölf",
          "dreizehn",
          "vierzehn",
          "fünfzehn",
          "sechzehn",
          "siebzehn",
          "achtzehn",
          "neunzehn");
  static final List<String> TENS =
      List.of(
          "", "", "zwanzig", "dreißig", "vierzig", "fünfzig", "sechzig", "siebzig", "achtzig",
          "neunzig");
  private static final Set<String> ONE =
      Set.of("ein", "eine", "einen", "einer", "einem", "eines", "eins");
  private static final Set<String> FULL = Set.of("voll", "volle", "maximal", "maximum");
  private static final Map<String, Integer> SMALL = small();
  private static final int LONGEST = 100;

  private GermanNumbers() {}

  /// A number that may have a fraction, and the index behind it.
  record Amount(double value, int end) {}

  /// A word as it is compared: umlauts as two letters.
  static String fold(String word) {
    boolean plain = true;
    for (int i = 0; i < word.length() && plain; i++) {
      plain = word.charAt(i) < 128;
    }
    return plain
        ? word
        : word.replace("ä", "ae").replace("ö", "oe").replace("ü", "ue").replace("ß", "ss");
  }

  /// The value of a word from null to 999,999, else -1.
  static long value(String word) {
    String folded = fold(word);
    if (ONE.contains(folded)) {
      return 1;
    }
    return folded.length() > LONGEST ? -1 : folded(folded);
  }

  private static long folded(String word) {
    Integer small = SMALL.get(word);
    if (small != null) {
      return small;
    }
    long parts = parts(word, "tausend", 1_000);
    if (parts < 0 && !word.contains("tausend")) {
      parts = parts(word, "hundert", 100);
    }
    return parts >= 0 ? parts : tens(word);
  }

  /// What stands before and behind "tausend" or "hundert".
  private static long parts(String word, String scale, long factor) {
    int at = word.indexOf(scale);
    if (at < 0) {
      return -1;
    }
    String before = word.substring(0, at);
    String behind = word.substring(at + scale.length());
    String rest = behind.startsWith("und") ? behind.substring(3) : behind;
    long count = before.isEmpty() || before.equals("ein") ? 1 : folded(before);
    long more = rest.isEmpty() ? 0 : rest.equals("ein") ? 1 : folded(rest);
    boolean good = count > 0 && more >= 0 && more < factor && count < 1_000;
    return good ? count * factor + more : -1;
  }

  /// "einundzwanzig".
  private static long tens(String word) {
    int at = word.indexOf("und");
    if (at < 0) {
      return -1;
    }
    String unit = word.substring(0, at);
    int ones = unit.equals("ein") ? 1 : SMALL.getOrDefault(unit, -1);
    int tens = SMALL.getOrDefault(word.substring(at + 3), -1);
    return ones > 0 && ones < 10 && tens >= 20 ? tens + ones : -1;
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
      boolean sign = cursor.is(end, "%") || cursor.is(end, "prozent");
      boolean part = !sign && amount.value() > 0 && amount.value() < 1;
      double value = part ? amount.value() * 100 : amount.value();
      if (value >= 0 && value <= 100) {
        spans.add(new Span(sign ? end + 1 : end, plain(value)));
      }
    }
    return new Reading(spans, cursor.open());
  }

  /// All amounts that start here, longest first; empty if there is no number.
  static List<Amount> amounts(Cursor cursor, int at) {
    Amount half = half(cursor, at);
    if (half != null) {
      return List.of(half);
    }
    Amount decimal = decimal(cursor, at);
    if (decimal != null) {
      return List.of(decimal);
    }
    long whole = whole(cursor, at);
    if (whole < 0) {
      return List.of();
    }
    List<Amount> found = new ArrayList<>();
    if (cursor.is(at + 1, "komma")) {
      long digit = whole(cursor, at + 2);
      if (digit >= 0 && digit < 10) {
        found.add(new Amount(whole + digit / 10.0, at + 3));
      }
    } else if (cursor.is(at + 1, "1/2")) {
      found.add(new Amount(whole + 0.5, at + 2));
    }
    found.add(new Amount(whole, at + 1));
    return found;
  }

  /// The whole number at an index, which is one word; -1 when there is none.
  static long whole(Cursor cursor, int at) {
    String word = cursor.word(at);
    return Tokens.isDigits(word) ? Long.parseLong(word) : value(word);
  }

  /// "anderthalb", "zweieinhalb", "halb", "ein halb".
  private static @Nullable Amount half(Cursor cursor, int at) {
    String word = fold(cursor.word(at));
    String stem = word.endsWith("halbe") ? word.substring(0, word.length() - 1) : word;
    if (stem.equals("anderthalb")) {
      return new Amount(1.5, at + 1);
    }
    if (stem.equals("halb") || stem.equals("1/2")) {
      return new Amount(0.5, at + 1);
    }
    if (stem.endsWith("einhalb")) {
      String before = stem.substring(0, stem.length() - "einhalb".length());
      long whole = before.isEmpty() ? 0 : value(before.endsWith("und") ? cut(before) : before);
      return whole < 0 ? null : new Amount(whole + 0.5, at + 1);
    }
    return null;
  }

  private static String cut(String und) {
    return und.substring(0, und.length() - 3);
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

  private static Object plain(double value) {
    if (value == Math.rint(value)) {
      return (long) value;
    }
    return value;
  }

  private static Map<String, Integer> small() {
    Map<String, Integer> all = new HashMap<>();
    for (int i = 0; i < UNITS.size(); i++) {
      all.put(fold(UNITS.get(i)), i);
    }
    for (int i = 2; i < TENS.size(); i++) {
      all.put(fold(TENS.get(i)), i * 10);
    }
    all.put("zwo", 2);
    return Map.copyOf(all);
  }
}
