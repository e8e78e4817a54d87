package dev.loqa.edge.tts.aloud;

import static dev.loqa.edge.tts.aloud.Rules.group;

import dev.loqa.understanding.language.Languages;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.MatchResult;

/// English as it is read aloud.
record EnglishAloud() implements ReadAloud {
  private static final Digits DIGITS = new Digits(Languages.english());

  private static final List<String> MONTHS = Months.in(Locale.ENGLISH);

  private static final String MONTH =
      "(Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?"
          + "|Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?)\\.?";

  private static final Map<String, String> ORDINALS =
      Map.of(
          "one", "first", "two", "second", "three", "third", "five", "fifth", "eight", "eighth",
          "nine", "ninth", "twelve", "twelfth");

  /// Sign → one, many, a hundredth, hundredths.
  private static final Map<String, List<String>> MONEY =
      Map.of(
          "$", List.of("dollar", "dollars", "cent", "cents"),
          "£", List.of("pound", "pounds", "penny", "pence"),
          "€", List.of("euro", "euros", "cent", "cents"));

  private static final Map<String, List<String>> UNITS =
      Map.ofEntries(
          Map.entry("km", List.of("kilometer", "kilometers")),
          Map.entry("m", List.of("meter", "meters")),
          Map.entry("cm", List.of("centimeter", "centimeters")),
          Map.entry("mm", List.of("millimeter", "millimeters")),
          Map.entry("kg", List.of("kilogram", "kilograms")),
          Map.entry("g", List.of("gram", "grams")),
          Map.entry("mg", List.of("milligram", "milligrams")),
          Map.entry("l", List.of("liter", "liters")),
          Map.entry("ml", List.of("milliliter", "milliliters")),
          Map.entry("lb", List.of("pound", "pounds")),
          Map.entry("oz", List.of("ounce", "ounces")),
          Map.entry("ft", List.of("foot", "feet")),
          Map.entry("mi", List.of("mile", "miles")),
          Map.entry("h", List.of("hour", "hours")),
          Map.entry("min", List.of("minute", "minutes")),
          Map.entry("W", List.of("watt", "watts")),
          Map.entry("kW", List.of("kilowatt", "kilowatts")),
          Map.entry("kWh", List.of("kilowatt hour", "kilowatt hours")),
          Map.entry("km/h", List.of("kilometer per hour", "kilometers per hour")),
          Map.entry("mph", List.of("mile per hour", "miles per hour")),
          Map.entry("%", List.of("percent", "percent")),
          Map.entry("°C", List.of("degree Celsius", "degrees Celsius")),
          Map.entry("°F", List.of("degree Fahrenheit", "degrees Fahrenheit")),
          Map.entry("°", List.of("degree", "degrees")));

  private static final String NUMBER = "(\\d{1,3}(?:,\\d{3})+|\\d+)(?:\\.(\\d+))?";

  /// "a.m." in the middle of a sentence; at its end the last full stop is the sentence's.
  private static final String HALF = "([AaPp])(?:\\.[Mm]\\.(?=\\s+[a-z\\d])|\\.?[Mm]\\b)";

  private static final Rules RULES =
      new Rules()
          .with("\\bDr\\.(?=\\s)", "Doctor")
          .with("\\bMr\\.(?=\\s)", "Mister")
          .with("\\bMrs\\.(?=\\s)", "Missus")
          .with("\\bMs\\.(?=\\s)", "Miz")
          .with("\\bProf\\.(?=\\s)", "Professor")
          .with("\\bSt\\.(?=\\s+[A-Z])", "Saint")
          .with("(?<=[a-z]\\s)St\\.", "Street")
          .with("\\b(?:No|no)\\.\\s*(?=\\d)", "number ")
          .with("\\be\\.\\s?g\\.", "for example")
          .with("\\bi\\.\\s?e\\.", "that is")
          .with("\\betc\\.(?=\\s+[a-z,])", "et cetera")
          .with("\\betc\\.", "et cetera.")
          .with("\\bvs\\.", "versus")
          .with("\\bapprox\\.", "approximately")
          .with("\\b(\\d{4})-(0\\d|1[0-2])-([0-2]\\d|3[01])\\b", EnglishAloud::isoDate)
          .with(
              "\\b" + MONTH + "\\s+(\\d{1,2})(?:st|nd|rd|th)?\\b(?:,?\\s+(\\d{4})\\b)?",
              found -> date(group(found, 1), group(found, 2), group(found, 3)))
          .with(
              "\\b(\\d{1,2})(?:st|nd|rd|th)?(?:\\s+of)?\\s+" + MONTH + "(?:,?\\s+(\\d{4})\\b)?",
              found -> date(group(found, 2), group(found, 1), group(found, 3)))
          .with(
              "([$£€])\\s?" + NUMBER + "(?:\\s?(thousand|million|billion|trillion)\\b)?",
              EnglishAloud::money)
          .with(
              "\\b([01]?\\d|2[0-3]):([0-5]\\d)(?::[0-5]\\d)?(?:\\s?" + HALF + ")?",
              EnglishAloud::time)
          .with(
              "\\b(1[0-2]|[1-9])\\s?" + HALF,
              found -> DIGITS.whole(found.group(1)) + half(found.group(2)))
          .with("(?<=\\d)\\s?[–-]\\s?(?=\\d)", " to ")
          .with("(?<![\\w.])[-−](?=\\d)", "minus ")
          .with("\\b(\\d+)(?:st|nd|rd|th)\\b", found -> ordinal(DIGITS.whole(found.group(1))))
          .with(
              NUMBER
                  + "\\s?(%|°[CF]?|km/h|kWh|kW|km|kg|cm|mm|mg|ml|mph|min|lb|oz|ft|mi|m|g|l|h|W)(?![\\w/])",
              EnglishAloud::measured)
          .with("\\b(1[1-9]|20)(\\d\\d)\\b(?![.,]\\d)", EnglishAloud::year)
          .with(NUMBER, found -> number(group(found, 1), group(found, 2)))
          .with("\\s?&\\s?", " and ")
          .with("(?<=\\w)@(?=\\w)", " at ")
          .with("\\s\\+\\s", " plus ")
          .with("\\s=\\s", " equals ")
          .with("\\s{2,}", " ");

  @Override
  public String words(String text) {
    return RULES.apply(text).strip();
  }

  private static String number(String whole, String fraction) {
    String words = DIGITS.whole(whole.replace(",", ""));
    return fraction.isEmpty() ? words : words + " point " + DIGITS.each(fraction);
  }

  private static String isoDate(MatchResult found) {
    int month = Integer.parseInt(found.group(2));
    return month == 0
        ? found.group()
        : date(
            MONTHS.get(month - 1),
            String.valueOf(Integer.parseInt(found.group(3))),
            found.group(1));
  }

  private static String date(String month, String day, String year) {
    String name =
        MONTHS.stream()
            .filter(full -> full.startsWith(month.substring(0, 3)))
            .findFirst()
            .orElse(month);
    String said = name + " " + ordinal(DIGITS.whole(day));
    return year.isEmpty() ? said : said + ", " + year(Integer.parseInt(year));
  }

  private static String year(MatchResult found) {
    return year(Integer.parseInt(found.group()));
  }

  /// 1984 is "nineteen eighty four", 1905 "nineteen oh five", 2005 "two thousand and five".
  private static String year(int year) {
    int rest = year % 100;
    if (year < 1_100 || (year >= 2_000 && year < 2_010) || year % 1_000 == 0) {
      return DIGITS.of(year);
    }
    String century = DIGITS.of(year / 100);
    if (rest == 0) {
      return century + " hundred";
    }
    return century + (rest < 10 ? " oh " : " ") + DIGITS.of(rest);
  }

  private static String money(MatchResult found) {
    List<String> names = MONEY.getOrDefault(found.group(1), List.of("", "", "", ""));
    String whole = found.group(2).replace(",", "");
    String fraction = group(found, 3);
    String scale = group(found, 4);
    if (!scale.isEmpty() || fraction.length() > 2) {
      return number(whole, fraction) + (scale.isEmpty() ? "" : " " + scale) + " " + names.get(1);
    }
    String said = DIGITS.whole(whole) + " " + names.get(whole.equals("1") ? 0 : 1);
    int cents = fraction.isEmpty() ? 0 : Integer.parseInt((fraction + "0").substring(0, 2));
    if (cents == 0) {
      return said;
    }
    String small = DIGITS.of(cents) + " " + names.get(cents == 1 ? 2 : 3);
    return whole.equals("0") ? small : said + " and " + small;
  }

  private static String time(MatchResult found) {
    int hour = Integer.parseInt(found.group(1));
    int minute = Integer.parseInt(found.group(2));
    String half = group(found, 3);
    String said = DIGITS.of(hour);
    if (minute == 0) {
      boolean clock = half.isEmpty() && hour > 0 && hour <= 12;
      said += clock ? " o'clock" : half.isEmpty() ? " hundred" : "";
    } else {
      said += (minute < 10 ? " oh " : " ") + DIGITS.of(minute);
    }
    return said + half(half);
  }

  private static String half(String letter) {
    return letter.isEmpty() ? "" : " " + letter.toUpperCase(Locale.ROOT) + "M";
  }

  private static String measured(MatchResult found) {
    String unit = found.group(3);
    List<String> names = UNITS.getOrDefault(unit, List.of(unit, unit));
    boolean one = found.group(1).equals("1") && found.group(2) == null;
    return number(found.group(1), group(found, 2)) + " " + names.get(one ? 0 : 1);
  }

  private static String ordinal(String cardinal) {
    int last = cardinal.lastIndexOf(' ') + 1;
    String word = cardinal.substring(last);
    String ordinal = ORDINALS.get(word);
    if (ordinal == null) {
      ordinal = word.endsWith("y") ? word.substring(0, word.length() - 1) + "ieth" : word + "th";
    }
    return cardinal.substring(0, last) + ordinal;
  }
}
