package dev.loqa.understanding.language;

import static dev.loqa.understanding.language.GermanNumbers.fold;

import dev.loqa.understanding.language.Reading.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Reads German times of day: "halb sieben", "Viertel nach acht", "drei viertel neun", "fünf vor
/// halb acht", "17 Uhr 30", "Mitternacht".
final class GermanTimes {
  private static final Set<String> BEFORE_CLOCK = Set.of("um", "gegen");
  private static final int DAY = 1440;

  private GermanTimes() {}

  /// A time of day as the hour was said; "halb sieben" is `06:30`.
  static Reading read(Tokens tokens, int at) {
    Cursor cursor = new Cursor(tokens);
    WhenPart.Clock clock = clock(cursor, at);
    if (clock == null) {
      return new Reading(List.of(), cursor.open());
    }
    List<Span> spans = new ArrayList<>();
    if (!clock.exact() && GermanWhen.piece(cursor, clock.end()) instanceof WhenPart.Part part) {
      spans.add(new Span(part.end(), WhenPhrase.text(part.part().of(clock.minutes()))));
    }
    spans.add(new Span(clock.end(), WhenPhrase.text(clock.minutes())));
    return new Reading(spans, cursor.open());
  }

  /// A time, with "um" in front or without.
  static @Nullable WhenPart piece(Cursor cursor, int at) {
    boolean said = BEFORE_CLOCK.contains(cursor.word(at));
    WhenPart.Clock clock = clock(cursor, said ? at + 1 : at);
    return clock == null
        ? null
        : new WhenPart.Clock(clock.minutes(), clock.exact(), said || clock.marked(), clock.end());
  }

  private static WhenPart.@Nullable Clock clock(Cursor cursor, int at) {
    String word = fold(cursor.word(at));
    if (word.equals("mitternacht") || word.equals("mitternachts")) {
      return new WhenPart.Clock(0, true, true, at + 1);
    }
    WhenPart.Clock relative = relative(cursor, at, word);
    if (relative != null) {
      return relative;
    }
    WhenPart.Clock digital = digital(cursor, at, word);
    return digital == null ? spoken(cursor, at) : digital;
  }

  private static WhenPart.@Nullable Clock relative(Cursor cursor, int at, String word) {
    if (word.equals("halb")) {
      return near(cursor, at + 1, -30);
    }
    if (word.equals("dreiviertel")) {
      return near(cursor, at + 1, -15);
    }
    if (word.equals("drei") && cursor.is(at + 1, "viertel")) {
      return near(cursor, at + 2, -15);
    }
    boolean quarter = word.equals("viertel");
    long minutes = quarter ? 15 : GermanNumbers.whole(cursor, at);
    if (minutes < 1 || minutes > 59) {
      return null;
    }
    int next = cursor.is(at + 1, "minuten") || cursor.is(at + 1, "minute") ? at + 2 : at + 1;
    boolean before = cursor.is(next, "vor");
    if (before || cursor.is(next, "nach")) {
      boolean half = cursor.is(next + 1, "halb");
      int signed = (int) (before ? -minutes : minutes) - (half ? 30 : 0);
      return near(cursor, half ? next + 2 : next + 1, signed);
    }
    return quarter ? near(cursor, at + 1, -45) : null;
  }

  /// So many minutes from a full hour.
  private static WhenPart.@Nullable Clock near(Cursor cursor, int at, int minutes) {
    long hour = GermanNumbers.whole(cursor, at);
    return hour < 0 || hour > 24
        ? null
        : new WhenPart.Clock(
            Math.floorMod((int) hour * 60 + minutes, DAY), hour > 12, true, at + 1);
  }

  /// "17:30", "17:30 Uhr", "17.30 Uhr".
  private static WhenPart.@Nullable Clock digital(Cursor cursor, int at, String word) {
    int sign = Math.max(word.indexOf(':'), word.indexOf('.'));
    if (sign < 1 || word.length() - sign != 3) {
      return null;
    }
    boolean uhr = cursor.is(at + 1, "uhr");
    String hour = word.substring(0, sign);
    String minute = word.substring(sign + 1);
    boolean digits = Tokens.isDigits(hour) && Tokens.isDigits(minute);
    if (!digits || !(uhr || word.charAt(sign) == ':')) {
      return null;
    }
    WhenPart.Clock clock =
        clock(Long.parseLong(hour), Long.parseLong(minute), true, uhr ? at + 2 : at + 1);
    // "07:30" is how a clock of 24 hours writes it
    return clock != null && hour.startsWith("0")
        ? new WhenPart.Clock(clock.minutes(), true, true, clock.end())
        : clock;
  }

  /// "sieben", "sieben Uhr", "siebzehn Uhr dreißig".
  private static WhenPart.@Nullable Clock spoken(Cursor cursor, int at) {
    long hour = GermanNumbers.whole(cursor, at);
    if (hour < 0 || hour > 24) {
      return null;
    }
    if (!cursor.is(at + 1, "uhr")) {
      return clock(hour, 0, false, at + 1);
    }
    long minute = GermanNumbers.whole(cursor, at + 2);
    return minute >= 0 && minute < 60
        ? clock(hour, minute, true, at + 3)
        : clock(hour, 0, true, at + 2);
  }

  private static WhenPart.@Nullable Clock clock(long hour, long minute, boolean marked, int end) {
    return hour > 24 || minute > 59 || (hour == 24 && minute > 0)
        ? null
        : new WhenPart.Clock((int) (hour * 60 + minute) % DAY, hour > 12 || hour == 0, marked, end);
  }
}
