package dev.loqa.understanding.language;

import java.util.ArrayList;
import java.util.List;

/// Says numbers and durations in German: "einundzwanzig", "eine Stunde und zehn Minuten".
final class GermanSpeech {
  private static final long LARGEST = 999_999;
  private static final long[] UNITS = {86_400, 3_600, 60, 1};
  private static final String[] ONE = {"ein Tag", "eine Stunde", "eine Minute", "eine Sekunde"};
  private static final String[] MANY = {"Tage", "Stunden", "Minuten", "Sekunden"};

  private GermanSpeech() {}

  /// Numbers from a million on are given in digits.
  static String number(long number) {
    if (number < -LARGEST || number > LARGEST) {
      return Long.toString(number);
    }
    return number < 0 ? "minus " + words(-number) : words(number);
  }

  private static String words(long number) {
    if (number < 20) {
      return GermanNumbers.UNITS.get((int) number);
    }
    if (number < 100) {
      int unit = (int) (number % 10);
      String tens = GermanNumbers.TENS.get((int) (number / 10));
      return unit == 0 ? tens : count(unit) + "und" + tens;
    }
    long scale = number < 1_000 ? 100 : 1_000;
    String start = count(number / scale) + (scale == 100 ? "hundert" : "tausend");
    return number % scale == 0 ? start : start + words(number % scale);
  }

  /// A number in front of another word: "ein", not "eins".
  private static String count(long number) {
    String words = words(number);
    return words.endsWith("eins") ? words.substring(0, words.length() - 1) : words;
  }

  static String duration(long seconds) {
    if (seconds < 0) {
      throw new IllegalArgumentException(
          "the duration is " + seconds + " seconds: give zero or more");
    }
    List<String> parts = new ArrayList<>();
    long rest = seconds;
    for (int i = 0; i < UNITS.length; i++) {
      long count = rest / UNITS[i];
      rest %= UNITS[i];
      if (count > 0) {
        parts.add(count == 1 ? ONE[i] : count(count) + " " + MANY[i]);
      }
    }
    if (parts.isEmpty()) {
      return "null Sekunden";
    }
    int last = parts.size() - 1;
    return last == 0
        ? parts.getFirst()
        : String.join(", ", parts.subList(0, last)) + " und " + parts.get(last);
  }
}
