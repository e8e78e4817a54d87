package dev.loqa.understanding.language;

import static dev.loqa.understanding.language.GermanNumbers.fold;

import dev.loqa.understanding.language.Reading.Span;
import java.time.Month;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Reads the pieces of German phrases that say when: "um sieben", "morgen Abend", "am Montag", "am
/// 24. Dezember", "werktags", "in zwanzig Minuten".
final class GermanWhen {
  private static final List<String> DAYS =
      List.of("montag", "dienstag", "mittwoch", "donnerstag", "freitag", "samstag", "sonntag");
  private static final List<String> MONTHS =
      List.of(
          "januar",
          "februar",
          "maerz",
          "april",
          "mai",
          "juni",
          "juli",
          "august",
          "september",
          "oktober",
          "november",
          "dezember");

  /// Behind "heute", "am" or a weekday.
  private static final Map<String, PartOfDay> NOUNS =
      Map.of(
          "morgen", PartOfDay.MORNING,
          "frueh", PartOfDay.MORNING,
          "vormittag", PartOfDay.MORNING,
          "mittag", PartOfDay.NOON,
          "nachmittag", PartOfDay.AFTERNOON,
          "abend", PartOfDay.EVENING,
          "nacht", PartOfDay.NIGHT);

  private static final Map<String, PartOfDay> ADVERBS =
      Map.of(
          "morgens", PartOfDay.MORNING,
          "frueh", PartOfDay.MORNING,
          "vormittags", PartOfDay.MORNING,
          "mittags", PartOfDay.NOON,
          "nachmittags", PartOfDay.AFTERNOON,
          "abends", PartOfDay.EVENING,
          "nachts", PartOfDay.NIGHT);
  private static final Set<String> BEFORE_DAY =
      Set.of("am", "an", "diesen", "diesem", "naechsten", "naechste", "kommenden", "kommende");
  private static final Set<String> EVERY = Set.of("jeden", "jede", "jedes");
  private static final Map<String, Integer> ORDINALS =
      Map.of("erst", 1, "dritt", 3, "siebt", 7, "acht", 8);

  private GermanWhen() {}

  /// The piece at `at`, if there is one.
  static @Nullable WhenPart piece(Cursor cursor, int at) {
    WhenPart found = in(cursor, at);
    if (found == null) {
      found = repeat(cursor, at);
    }
    if (found == null) {
      found = day(cursor, at);
    }
    if (found == null) {
      found = partOfDay(cursor, at);
    }
    return found == null ? GermanTimes.piece(cursor, at) : found;
  }

  private static @Nullable WhenPart in(Cursor cursor, int at) {
    if (!cursor.is(at, "in")) {
      return null;
    }
    List<Span> spans = GermanDurations.spans(cursor, at + 1);
    return spans.isEmpty()
        ? null
        : new WhenPart.In((Long) spans.getFirst().value(), spans.getFirst().end());
  }

  private static @Nullable WhenPart repeat(Cursor cursor, int at) {
    String word = fold(cursor.word(at));
    if (word.equals("taeglich")) {
      return new WhenPart.Repeat(WhenPhrase.WEEK, null, at + 1);
    }
    if (word.equals("werktags") || word.equals("wochentags")) {
      return new WhenPart.Repeat(WhenPhrase.WEEK.subList(0, 5), null, at + 1);
    }
    int habit = word.endsWith("s") ? weekday(word.substring(0, word.length() - 1)) : -1;
    if (habit >= 0) {
      return days(cursor, at, true);
    }
    if (!EVERY.contains(word)) {
      return null;
    }
    String what = fold(cursor.word(at + 1));
    PartOfDay part = NOUNS.get(what);
    if (part != null || what.equals("tag")) {
      return new WhenPart.Repeat(WhenPhrase.WEEK, part, at + 2);
    }
    return switch (what) {
      case "werktag", "wochentag" ->
          new WhenPart.Repeat(WhenPhrase.WEEK.subList(0, 5), null, at + 2);
      case "wochenende" -> new WhenPart.Repeat(WhenPhrase.WEEK.subList(5, 7), null, at + 2);
      default -> days(cursor, at + 1, false);
    };
  }

  /// "Montag und Donnerstag" behind "jeden"; "montags und donnerstags".
  private static @Nullable WhenPart days(Cursor cursor, int at, boolean habit) {
    List<String> found = new ArrayList<>();
    int next = at;
    int end = at;
    while (found.size() < 7) {
      String word = fold(cursor.word(next));
      boolean s = word.endsWith("s");
      int day = habit == s ? weekday(s ? word.substring(0, word.length() - 1) : word) : -1;
      if (day < 0) {
        break;
      }
      found.add(WhenPhrase.WEEK.get(day));
      end = next + 1;
      next = cursor.is(end, "und") ? end + 1 : end;
      next = EVERY.contains(cursor.word(next)) ? next + 1 : next;
    }
    if (found.isEmpty()) {
      return null;
    }
    List<String> days = WhenPhrase.WEEK.stream().filter(found::contains).toList();
    return new WhenPart.Repeat(days, null, end);
  }

  private static int weekday(String word) {
    return DAYS.indexOf(word.equals("sonnabend") ? "samstag" : word);
  }

  private static @Nullable WhenPart day(Cursor cursor, int at) {
    String word = fold(cursor.word(at));
    int days = List.of("heute", "morgen", "uebermorgen").indexOf(word);
    if (days >= 0) {
      return withPart(cursor, "days", (long) days, at + 1);
    }
    boolean before = BEFORE_DAY.contains(word);
    int start = before ? at + 1 : at;
    String name = fold(cursor.word(start));
    if (name.equals("woche") && word.startsWith("naechste")) {
      return new WhenPart.Day("days", 7L, null, start + 1);
    }
    int day = weekday(name);
    if (day >= 0) {
      return withPart(cursor, "weekday", WhenPhrase.WEEK.get(day), start + 1);
    }
    for (Map.Entry<String, PartOfDay> part : NOUNS.entrySet()) {
      int whole = name.endsWith(part.getKey()) ? name.length() - part.getKey().length() : 0;
      int compound = whole == 0 ? -1 : weekday(name.substring(0, whole));
      if (compound >= 0) {
        return new WhenPart.Day(
            "weekday", WhenPhrase.WEEK.get(compound), part.getValue(), start + 1);
      }
    }
    return date(cursor, start, before);
  }

  private static WhenPart withPart(Cursor cursor, String field, Object value, int end) {
    String word = fold(cursor.word(end));
    PartOfDay part = NOUNS.get(word);
    return new WhenPart.Day(field, value, part, part == null ? end : end + 1);
  }

  /// "24. Dezember", "vierundzwanzigsten Dezember", "24.12.".
  private static @Nullable WhenPart date(Cursor cursor, int at, boolean announced) {
    String word = cursor.word(at);
    int dot = word.indexOf('.');
    if (dot > 0 && announced) {
      String day = word.substring(0, dot);
      String month = word.substring(dot + 1);
      boolean good = Tokens.isDigits(day) && Tokens.isDigits(month);
      return good ? date(Long.parseLong(month), Long.parseLong(day), at + 1) : null;
    }
    int month = MONTHS.indexOf(fold(cursor.word(at + 1))) + 1;
    return month == 0 ? null : date(month, dayOfMonth(word), at + 2);
  }

  private static @Nullable WhenPart date(long month, long day, int end) {
    boolean exists =
        month >= 1 && month <= 12 && day >= 1 && day <= Month.of((int) month).maxLength();
    return exists
        ? new WhenPart.Day("date", String.format(Locale.ROOT, "%02d-%02d", month, day), null, end)
        : null;
  }

  private static long dayOfMonth(String said) {
    if (Tokens.isDigits(said)) {
      return Long.parseLong(said);
    }
    String word = fold(said);
    if (!word.endsWith("en") && !word.endsWith("e")) {
      return -1;
    }
    String stem = word.substring(0, word.length() - (word.endsWith("en") ? 2 : 1));
    Integer odd = ORDINALS.get(stem);
    if (odd != null) {
      return odd;
    }
    if (stem.endsWith("st") && GermanNumbers.value(stem.substring(0, stem.length() - 2)) >= 20) {
      return GermanNumbers.value(stem.substring(0, stem.length() - 2));
    }
    return stem.endsWith("t") ? GermanNumbers.value(stem.substring(0, stem.length() - 1)) : -1;
  }

  /// "abends", "am Abend", "in der Nacht".
  private static @Nullable WhenPart partOfDay(Cursor cursor, int at) {
    String word = fold(cursor.word(at));
    PartOfDay adverb = ADVERBS.get(word);
    if (adverb != null) {
      return new WhenPart.Part(adverb, at + 1);
    }
    boolean in = word.equals("in") && cursor.is(at + 1, "der");
    PartOfDay part =
        in || word.equals("am") ? NOUNS.get(fold(cursor.word(in ? at + 2 : at + 1))) : null;
    return part == null ? null : new WhenPart.Part(part, in ? at + 3 : at + 2);
  }
}
