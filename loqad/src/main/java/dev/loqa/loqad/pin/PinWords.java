package dev.loqa.loqad.pin;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// The one form of a PIN, however it is said: digits and number words of English and German are
/// alike, case, punctuation and "my pin is" do not count. Pure.
final class PinWords {
  private static final List<List<String>> UNITS =
      List.of(
          List.of("zero", "oh", "null"),
          List.of("one", "eins", "ein"),
          List.of("two", "zwei", "zwo"),
          List.of("three", "drei"),
          List.of("four", "vier"),
          List.of("five", "fünf", "fuenf"),
          List.of("six", "sechs"),
          List.of("seven", "sieben"),
          List.of("eight", "acht"),
          List.of("nine", "neun"),
          List.of("ten", "zehn"),
          List.of("eleven", "elf"),
          List.of("twelve", "zwölf", "zwoelf"),
          List.of("thirteen", "dreizehn"),
          List.of("fourteen", "vierzehn"),
          List.of("fifteen", "fünfzehn", "fuenfzehn"),
          List.of("sixteen", "sechzehn"),
          List.of("seventeen", "siebzehn"),
          List.of("eighteen", "achtzehn"),
          List.of("nineteen", "neunzehn"));
  private static final Map<Integer, List<String>> TENS =
      Map.of(
          20, List.of("twenty", "zwanzig"),
          30, List.of("thirty", "dreißig", "dreissig"),
          40, List.of("forty", "vierzig"),
          50, List.of("fifty", "fünfzig", "fuenfzig"),
          60, List.of("sixty", "sechzig"),
          70, List.of("seventy", "siebzig"),
          80, List.of("eighty", "achtzig"),
          90, List.of("ninety", "neunzig"));
  private static final List<List<String>> BEFORE =
      List.of(
          List.of("my", "pin", "is"),
          List.of("the", "pin", "is"),
          List.of("meine", "pin", "ist"),
          List.of("die", "pin", "ist"),
          List.of("it", "is"),
          List.of("it's"),
          List.of("pin"));

  private PinWords() {}

  /// The form; empty when nothing was said.
  static String canonical(String said) {
    List<String> words =
        List.of(
            said.toLowerCase(Locale.ROOT)
                .replaceAll("[^\\p{L}\\p{N}' ]", " ")
                .strip()
                .split("\\s+", -1));
    for (List<String> before : BEFORE) {
      if (words.size() > before.size() && words.subList(0, before.size()).equals(before)) {
        words = words.subList(before.size(), words.size());
        break;
      }
    }
    return joined(words);
  }

  private static String joined(List<String> words) {
    List<String> parts = new ArrayList<>();
    int tens = 0;
    boolean number = false;
    for (String word : words) {
      int value = number(word);
      boolean isNumber = value >= 0 || word.matches("[0-9]+");
      String text = value >= 0 ? Integer.toString(value) : word;
      if (tens > 0 && value > 0 && value < 10) {
        String last = parts.removeLast();
        text = last.substring(0, last.length() - 2) + (tens + value);
      } else if (isNumber && number) {
        text = parts.removeLast() + text;
      }
      parts.add(text);
      number = isNumber;
      tens = TENS.containsKey(value) ? value : 0;
    }
    return String.join(" ", parts);
  }

  /// The value of a number word up to 99, -1 for any other.
  private static int number(String word) {
    for (int value = 0; value < UNITS.size(); value++) {
      if (UNITS.get(value).contains(word)) {
        return value;
      }
    }
    for (Map.Entry<Integer, List<String>> tens : TENS.entrySet()) {
      if (tens.getValue().contains(word)) {
        return tens.getKey();
      }
      for (String name : tens.getValue()) { // einundzwanzig
        int unit = word.endsWith("und" + name) ? number(before(word, "und" + name)) : -1;
        if (unit > 0 && unit < 10) {
          return tens.getKey() + unit;
        }
      }
    }
    return -1;
  }

  private static String before(String word, String end) {
    return word.substring(0, word.length() - end.length());
  }
}
