package dev.loqa.bench.measure;

import java.util.Locale;

/// What a value must reach and what it should.
///
/// @param atLeast the limit that must hold
/// @param tryFor the limit to try for
/// @param upper whether both are upper limits, as for times; else lower ones, as for ratios
/// @param unit printed after each number, with its space; may be empty
public record Goal(double atLeast, double tryFor, boolean upper, String unit) {

  /// Values must not exceed the limits.
  public static Goal atMost(double atLeast, double tryFor, String unit) {
    return new Goal(atLeast, tryFor, true, unit);
  }

  /// Values must not be below the limits.
  public static Goal atLeast(double atLeast, double tryFor, String unit) {
    return new Goal(atLeast, tryFor, false, unit);
  }

  /// How a value stands to the limits.
  Verdict of(double value) {
    if (holds(value, tryFor)) {
      return Verdict.BETTER;
    }
    return holds(value, atLeast) ? Verdict.YES : Verdict.NO;
  }

  private boolean holds(double value, double limit) {
    return upper ? value <= limit : value >= limit;
  }

  /// A limit as the table shows it.
  String shown(double limit) {
    return (upper ? "<= " : ">= ") + number(limit) + unit;
  }

  /// A number with as many digits as say something.
  static String number(double value) {
    if (value == Math.rint(value) || Math.abs(value) >= 100) {
      return String.format(Locale.ROOT, "%.0f", value);
    }
    return String.format(Locale.ROOT, Math.abs(value) >= 10 ? "%.1f" : "%.2f", value);
  }

  /// The word in the column `ok?`.
  enum Verdict {
    NO("no"),
    YES("yes"),
    BETTER("yes, as tried for"),
    NOT_MEASURED("not measured"),
    INFORMATION("");

    private final String word;

    Verdict(String word) {
      this.word = word;
    }

    String word() {
      return word;
    }
  }
}
