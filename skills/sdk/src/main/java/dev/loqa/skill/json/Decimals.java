package dev.loqa.skill.json;

/// Decimal text to `double` and back. Reading is exact up to 15 digits and powers up to 22, beyond
/// that within a few units in the last place.
final class Decimals {
  private static final int MAX_DIGITS = 18;
  private static final int DECIMALS = 6;

  private Decimals() {}

  /// The value of a JSON number.
  static double read(String text) {
    long digits = 0;
    int used = 0;
    int power = 0;
    boolean fraction = false;
    int at = text.startsWith("-") ? 1 : 0;
    for (; at < text.length() && text.charAt(at) != 'e' && text.charAt(at) != 'E'; at++) {
      char c = text.charAt(at);
      if (c == '.') {
        fraction = true;
      } else if (used < MAX_DIGITS) {
        digits = digits * 10 + (c - '0');
        used += digits == 0 ? 0 : 1;
        power -= fraction ? 1 : 0;
      } else {
        power += fraction ? 0 : 1;
      }
    }
    if (at < text.length()) {
      power += exponent(text.substring(at + 1));
    }
    if (digits == 0) {
      return 0;
    }
    double value = power < 0 ? digits / tenTo(-power) : digits * tenTo(power);
    return text.startsWith("-") ? -value : value;
  }

  /// A JSON number with at most six decimals. JSON has no infinity and no NaN: they become 0.
  static String write(double value) {
    double scaled = Math.abs(value) * 1e6 + 0.5;
    if (!(scaled < 9e18)) {
      return "0";
    }
    long micros = (long) scaled;
    StringBuilder out = new StringBuilder();
    out.append(value < 0 && micros > 0 ? "-" : "").append(micros / 1_000_000);
    String decimals = String.valueOf(micros % 1_000_000 + 1_000_000).substring(1);
    int end = DECIMALS;
    while (end > 0 && decimals.charAt(end - 1) == '0') {
      end--;
    }
    return end == 0 ? out.toString() : out.append('.').append(decimals, 0, end).toString();
  }

  /// An exponent beyond what a `double` can hold counts as 400.
  private static int exponent(String text) {
    int value = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c >= '0' && c <= '9') {
        value = Math.min(400, value * 10 + (c - '0'));
      }
    }
    return text.startsWith("-") ? -value : value;
  }

  private static double tenTo(int power) {
    double value = 1;
    for (int i = 0; i < power; i++) {
      value *= 10;
    }
    return value;
  }
}
