package dev.loqa.understanding.language;

import java.util.ArrayList;
import java.util.List;

/// Says numbers and durations in English: "one hundred and five", "one hour, ten minutes and five
/// seconds".
final class EnglishSpeech {
  private static final long[] SCALES = {1_000_000_000_000L, 1_000_000_000L, 1_000_000L, 1_000L};
  private static final String[] SCALE_NAMES = {"trillion", "billion", "million", "thousand"};
  private static final long[] UNITS = {86_400, 3_600, 60, 1};
  private static final String[] UNIT_NAMES = {"day", "hour", "minute", "second"};
  private static final long LARGEST = 999_999_999_999_999L;

  private EnglishSpeech() {}

  /// Numbers too large for a person are given in digits.
  static String number(long number) {
    if (number < -LARGEST || number > LARGEST) {
      return Long.toString(number);
    }
    if (number < 0) {
      return "minus " + number(-number);
    }
    List<String> words = new ArrayList<>();
    long rest = number;
    for (int i = 0; i < SCALES.length; i++) {
      if (rest >= SCALES[i]) {
        words.add(belowThousand((int) (rest / SCALES[i])) + " " + SCALE_NAMES[i]);
        rest %= SCALES[i];
      }
    }
    if (rest > 0 || words.isEmpty()) {
      String last = belowThousand((int) rest);
      words.add(!words.isEmpty() && rest < 100 ? "and " + last : last);
    }
    return String.join(" ", words);
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
        parts.add(number(count) + " " + UNIT_NAMES[i] + (count == 1 ? "" : "s"));
      }
    }
    if (parts.isEmpty()) {
      return "zero seconds";
    }
    int last = parts.size() - 1;
    return last == 0
        ? parts.get(0)
        : String.join(", ", parts.subList(0, last)) + " and " + parts.get(last);
  }

  private static String belowThousand(int value) {
    if (value < 100) {
      return belowHundred(value);
    }
    String hundreds = EnglishNumbers.UNITS.get(value / 100) + " hundred";
    return value % 100 == 0 ? hundreds : hundreds + " and " + belowHundred(value % 100);
  }

  private static String belowHundred(int value) {
    if (value < 20) {
      return EnglishNumbers.UNITS.get(value);
    }
    String tens = EnglishNumbers.TENS.get(value / 10);
    return value % 10 == 0 ? tens : tens + " " + EnglishNumbers.UNITS.get(value % 10);
  }
}
