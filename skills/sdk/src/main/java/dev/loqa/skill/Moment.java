package dev.loqa.skill;

/// A point in time with the clock and calendar of the place where it was told.
///
/// Read from RFC 3339 text; a module has no time zone tables, so the local time is the text's own
/// offset. `weekday` is 1 for Monday to 7 for Sunday.
public record Moment(
    long epochMillis,
    int offsetMinutes,
    int year,
    int month,
    int day,
    int weekday,
    int hour,
    int minute,
    int second) {

  private static final long DAY_MILLIS = 86_400_000L;

  /// Reads `2026-11-21T09:30:00.250+01:00`; seconds and their fraction may be left out.
  ///
  /// @throws IllegalArgumentException when it is no RFC 3339 time
  public static Moment parse(String text) {
    try {
      long days = daysSince1970(number(text, 0, 4), number(text, 5, 7), number(text, 8, 10));
      boolean hasSeconds = text.charAt(16) == ':';
      int at = hasSeconds ? 19 : 16;
      long seconds =
          number(text, 11, 13) * 3600L
              + number(text, 14, 16) * 60L
              + (hasSeconds ? number(text, 17, 19) : 0);
      long millis = 0;
      if (at < text.length() && text.charAt(at) == '.') {
        int end = at + 1;
        while (end < text.length() && text.charAt(end) >= '0' && text.charAt(end) <= '9') {
          end++;
        }
        millis = Long.parseLong((text.substring(at + 1, end) + "000").substring(0, 3));
        at = end;
      }
      int offset = offset(text, at);
      long local = days * DAY_MILLIS + seconds * 1000 + millis;
      return of(local - offset * 60_000L, offset);
    } catch (IndexOutOfBoundsException | NumberFormatException e) {
      throw new IllegalArgumentException(
          "time \"" + text + "\" is no RFC 3339 time: use the form 2026-11-21T09:30:00+01:00", e);
    }
  }

  /// The moment on a clock that is `offsetMinutes` ahead of UTC.
  public static Moment of(long epochMillis, int offsetMinutes) {
    long local = epochMillis + offsetMinutes * 60_000L;
    long days = Math.floorDiv(local, DAY_MILLIS);
    int second = (int) (Math.floorMod(local, DAY_MILLIS) / 1000);
    // Civil date from a day count, in eras of 400 years that begin in March.
    long shifted = days + 719_468;
    long era = Math.floorDiv(shifted, 146_097);
    long dayOfEra = Math.floorMod(shifted, 146_097);
    long yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365;
    long dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100);
    long marchMonth = (5 * dayOfYear + 2) / 153;
    int day = (int) (dayOfYear - (153 * marchMonth + 2) / 5 + 1);
    int month = (int) (marchMonth < 10 ? marchMonth + 3 : marchMonth - 9);
    int year = (int) (yearOfEra + era * 400 + (month <= 2 ? 1 : 0));
    int weekday = (int) Math.floorMod(days + 3, 7L) + 1;
    return new Moment(
        epochMillis,
        offsetMinutes,
        year,
        month,
        day,
        weekday,
        second / 3600,
        second / 60 % 60,
        second % 60);
  }

  /// The same clock, some days later or earlier.
  public Moment plusDays(int days) {
    return of(epochMillis + days * DAY_MILLIS, offsetMinutes);
  }

  private static long daysSince1970(int year, int month, int day) {
    long y = month <= 2 ? year - 1L : year;
    long era = Math.floorDiv(y, 400);
    long yearOfEra = y - era * 400;
    long dayOfYear = (153L * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1;
    return era * 146_097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear - 719_468;
  }

  private static int offset(String text, int at) {
    char sign = text.charAt(at);
    if (sign == 'Z' || sign == 'z') {
      return 0;
    }
    int minutes = number(text, at + 1, at + 3) * 60 + number(text, at + 4, at + 6);
    return sign == '-' ? -minutes : minutes;
  }

  private static int number(String text, int from, int to) {
    return Integer.parseInt(text.substring(from, to));
  }
}
