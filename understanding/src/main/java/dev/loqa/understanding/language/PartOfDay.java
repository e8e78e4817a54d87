package dev.loqa.understanding.language;

/// A part of the day, with the time it stands for where no hour is said.
enum PartOfDay {
  MORNING(9 * 60),
  NOON(12 * 60),
  AFTERNOON(15 * 60),
  EVENING(19 * 60),
  NIGHT(21 * 60);

  private static final int HALF = 720;

  private final int minutes;

  PartOfDay(int minutes) {
    this.minutes = minutes;
  }

  /// Minutes since midnight.
  int minutes() {
    return minutes;
  }

  /// An hour of a twelve-hour clock, in minutes, as it is meant in this part of the day.
  int of(int clock) {
    int half = clock % HALF;
    return switch (this) {
      case MORNING -> half;
      case NOON -> half >= 600 ? half : half + HALF;
      case AFTERNOON, EVENING -> half + HALF;
      case NIGHT -> half >= 300 ? half + HALF : half;
    };
  }
}
