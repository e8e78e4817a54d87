package dev.loqa.edge.tts.aloud;

import static dev.loqa.edge.tts.aloud.Rules.group;

import dev.loqa.understanding.language.Languages;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.MatchResult;

/// German as it is read aloud.
record GermanAloud() implements ReadAloud {
  private static final Digits DIGITS = new Digits(Languages.of("de").orElseThrow());

  private static final List<String> MONTHS = Months.in(Locale.GERMAN);

  private static final Map<String, String> MONEY =
      Map.of("€", "Euro", "$", "Dollar", "£", "Pfund", "CHF", "Franken");

  /// Sign → one with its article, many.
  private static final Map<String, List<String>> UNITS =
      Map.ofEntries(
          Map.entry("km", List.of("ein Kilometer", "Kilometer")),
          Map.entry("m", List.of("ein Meter", "Meter")),
          Map.entry("cm", List.of("ein Zentimeter", "Zentimeter")),
          Map.entry("mm", List.of("ein Millimeter", "Millimeter")),
          Map.entry("kg", List.of("ein Kilogramm", "Kilogramm")),
          Map.entry("g", List.of("ein Gramm", "Gramm")),
          Map.entry("l", List.of("ein Liter", "Liter")),
          Map.entry("ml", List.of("ein Milliliter", "Milliliter")),
          Map.entry("h", List.of("eine Stunde", "Stunden")),
          Map.entry("min", List.of("eine Minute", "Minuten")),
          Map.entry("W", List.of("ein Watt", "Watt")),
          Map.entry("kW", List.of("ein Kilowatt", "Kilowatt")),
          Map.entry("kWh", List.of("eine Kilowattstunde", "Kilowattstunden")),
          Map.entry("km/h", List.of("ein Kilometer pro Stunde", "Kilometer pro Stunde")),
          Map.entry("%", List.of("ein Prozent", "Prozent")),
          Map.entry("°C", List.of("ein Grad Celsius", "Grad Celsius")),
          Map.entry("°", List.of("ein Grad", "Grad")));

  private static final String NUMBER = "(\\d{1,3}(?:\\.\\d{3})+|\\d+)(?:,(\\d+))?";

  private static final Rules RULES =
      new Rules()
          .with("\\bz\\.\\s?B\\.", "zum Beispiel")
          .with("\\bd\\.\\s?h\\.", "das heißt")
          .with("\\busw\\.", "und so weiter")
          .with("\\bbzw\\.", "beziehungsweise")
          .with("\\bca\\.", "circa")
          .with("\\bDr\\.(?=\\s)", "Doktor")
          .with("\\bNr\\.\\s*(?=\\d)", "Nummer ")
          .with("(?<=[Ss])tr\\.(?=\\s+\\d)", "traße")
          .with(
              "\\b(\\d{4})-(0[1-9]|1[0-2])-([0-2]\\d|3[01])\\b",
              found -> date("", found.group(3), found.group(2), found.group(1)))
          .with(
              "\\b((?i:am|vom|zum|bis|dem|den)\\s+)?(0?[1-9]|[12]\\d|3[01])\\.\\s?(0?[1-9]|1[0-2])\\.(\\d{4})?",
              found -> date(group(found, 1), found.group(2), found.group(3), group(found, 4)))
          .with(
              "\\b((?i:am|vom|zum|bis|dem|den)\\s+)?(\\d{1,2})\\.\\s+(?="
                  + String.join("|", MONTHS)
                  + ")",
              found -> group(found, 1) + ordinal(found.group(2), group(found, 1)) + " ")
          .with("\\b([01]?\\d|2[0-3]):([0-5]\\d)(?::[0-5]\\d)?(?:\\s?Uhr\\b)?", GermanAloud::time)
          .with("\\b1 Uhr\\b", "ein Uhr")
          .with(NUMBER + "\\s?(€|\\$|£|CHF\\b)", GermanAloud::money)
          .with("(?<=\\d)\\s?[–-]\\s?(?=\\d)", " bis ")
          .with("(?<![\\w.])[-−](?=\\d)", "minus ")
          .with(
              NUMBER + "\\s?(%|°C?|km/h|kWh|kW|km|kg|cm|mm|ml|min|m|g|l|h|W)(?![\\w/])",
              GermanAloud::measured)
          .with("\\b1[1-9]\\d\\d\\b(?![.,]\\d)", found -> year(Integer.parseInt(found.group())))
          .with(NUMBER, found -> number(group(found, 1), group(found, 2)))
          .with("\\s?&\\s?", " und ")
          .with("\\s\\+\\s", " plus ")
          .with("\\s=\\s", " gleich ")
          .with("\\s{2,}", " ");

  @Override
  public String words(String text) {
    return RULES.apply(text).strip();
  }

  private static String number(String whole, String fraction) {
    String words = DIGITS.whole(whole.replace(".", ""));
    return fraction.isEmpty() ? words : words + " Komma " + DIGITS.each(fraction);
  }

  private static String date(String before, String day, String month, String year) {
    String said = before + ordinal(day, before) + " " + MONTHS.get(Integer.parseInt(month) - 1);
    return year.isEmpty() ? said : said + " " + year(Integer.parseInt(year));
  }

  /// 1984 is "neunzehnhundertvierundachtzig".
  private static String year(int year) {
    if (year < 1_100 || year >= 2_000) {
      return DIGITS.of(year);
    }
    int rest = year % 100;
    return DIGITS.of(year / 100) + "hundert" + (rest == 0 ? "" : DIGITS.of(rest));
  }

  /// With a preposition in front "ersten", else "erster".
  private static String ordinal(String digits, String before) {
    int number = Integer.parseInt(digits);
    String stem =
        switch (number) {
          case 1 -> "erst";
          case 3 -> "dritt";
          case 7 -> "siebt";
          case 8 -> "acht";
          default -> DIGITS.of(number) + (number < 20 ? "t" : "st");
        };
    return stem + (before.isEmpty() ? "er" : "en");
  }

  private static String time(MatchResult found) {
    int hour = Integer.parseInt(found.group(1));
    int minute = Integer.parseInt(found.group(2));
    String said = (hour == 1 ? "ein" : DIGITS.of(hour)) + " Uhr";
    return minute == 0 ? said : said + " " + DIGITS.of(minute);
  }

  private static String money(MatchResult found) {
    String name = MONEY.getOrDefault(found.group(3), found.group(3));
    String whole = found.group(1).replace(".", "");
    String fraction = group(found, 2);
    if (fraction.length() > 2) {
      return number(whole, fraction) + " " + name;
    }
    String said = (whole.equals("1") ? "ein" : DIGITS.whole(whole)) + " " + name;
    int cents = fraction.isEmpty() ? 0 : Integer.parseInt((fraction + "0").substring(0, 2));
    return cents == 0 ? said : said + " " + DIGITS.of(cents);
  }

  private static String measured(MatchResult found) {
    List<String> names = UNITS.getOrDefault(found.group(3), List.of("", found.group(3)));
    if (found.group(1).equals("1") && found.group(2) == null) {
      return names.getFirst();
    }
    return number(found.group(1), group(found, 2)) + " " + names.get(1);
  }
}
