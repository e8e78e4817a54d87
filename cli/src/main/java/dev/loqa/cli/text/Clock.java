package dev.loqa.cli.text;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Locale;

/// Times and durations as people read them.
public final class Clock {
  private static final DateTimeFormatter DAY_AND_TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss");

  private Clock() {}

  /// An RFC 3339 time in `zone`, to the second; other text as it is.
  public static String local(String rfc3339, ZoneId zone) {
    try {
      return DAY_AND_TIME.format(Instant.parse(rfc3339).atZone(zone));
    } catch (DateTimeParseException e) {
      return rfc3339;
    }
  }

  /// `1 h 02 min 03 s`, without the parts that are zero before the first.
  public static String length(Duration length) {
    long seconds = Math.max(0, length.toSeconds());
    if (seconds < 60) {
      return seconds + " s";
    }
    if (seconds < 3_600) {
      return "%d min %02d s".formatted(seconds / 60, seconds % 60);
    }
    return "%d h %02d min %02d s".formatted(seconds / 3_600, seconds / 60 % 60, seconds % 60);
  }

  /// `12.5 GB`, in powers of ten.
  public static String bytes(long bytes) {
    String[] units = {"B", "kB", "MB", "GB", "TB"};
    double value = bytes;
    int unit = 0;
    while (value >= 1_000 && unit < units.length - 1) {
      value /= 1_000;
      unit++;
    }
    return String.format(Locale.ROOT, unit == 0 ? "%.0f %s" : "%.1f %s", value, units[unit]);
  }
}
