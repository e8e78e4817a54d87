package dev.loqa.cli;

import dev.loqa.cli.api.CliException;
import dev.loqa.cli.api.Exit;

/// How many items one page of the API can hold, checked where the option's own name is known.
final class Limit {
  private static final int MOST = 1_000;

  private Limit() {}

  /// `value` of `option`; exit code 2 when a page cannot have so many.
  static int checked(String option, int value) {
    if (value < 1 || value > MOST) {
      throw new CliException(
          Exit.USAGE, option + " is " + value + ": give a number from 1 to " + MOST);
    }
    return value;
  }

  static String text(String option, int value) {
    return Integer.toString(checked(option, value));
  }
}
