package dev.loqa.skills.lists;

import java.util.ArrayList;
import java.util.List;

/// Things as people say them, as they are kept and compared.
final class Text {
  private static final int LONGEST = 80;
  private static final List<String> BETWEEN = List.of(", and ", " and ", ", und ", " und ", " & ");
  private static final List<String> FILLERS =
      List.of(
          "some ", "a ", "an ", "the ", "also ", "etwas ", "ein ", "eine ", "einen ", "noch ",
          "auch ", "die ", "das ", "den ");
  private static final List<String> LISTS = List.of(" list", " liste", "liste");

  private Text() {}

  /// The single things of "milk, two eggs and some bread".
  static List<String> things(String said) {
    String text = said;
    for (String between : BETWEEN) {
      text = replaced(text, between);
    }
    List<String> things = new ArrayList<>();
    int from = 0;
    for (int i = 0; i <= text.length(); i++) {
      if (i == text.length() || text.charAt(i) == ',') {
        String thing = thing(text.substring(from, i));
        if (!thing.isEmpty()) {
          things.add(thing);
        }
        from = i + 1;
      }
    }
    return things;
  }

  private static String replaced(String text, String between) {
    StringBuilder out = new StringBuilder();
    String lower = lower(text);
    int from = 0;
    for (int at = lower.indexOf(between); at >= 0; at = lower.indexOf(between, from)) {
      out.append(text, from, at).append(',');
      from = at + between.length();
    }
    return out.append(text.substring(from)).toString();
  }

  private static String thing(String said) {
    String plain = said.trim();
    for (String filler : FILLERS) {
      if (lower(plain).startsWith(filler)) {
        plain = plain.substring(filler.length()).trim();
      }
    }
    return plain.length() > LONGEST ? plain.substring(0, LONGEST) : plain;
  }

  /// A list's name as it is kept: "the Packing list" is "packing".
  static String listName(String said) {
    String plain = lower(thing(said));
    for (String noun : LISTS) {
      if (plain.endsWith(noun) && plain.length() > noun.length()) {
        return plain.substring(0, plain.length() - noun.length()).trim();
      }
    }
    return plain;
  }

  /// Whether two things are the same but for capitals and a plural.
  static boolean same(String one, String other) {
    String a = lower(one);
    String b = lower(other);
    return a.equals(b)
        || a.equals(b + "s")
        || b.equals(a + "s")
        || a.equals(b + "n")
        || b.equals(a + "n");
  }

  /// Small letters of the Latin alphabets; the class library's tables for all others would be a
  /// sixth of the module.
  static String lower(String text) {
    StringBuilder out = new StringBuilder(text.length());
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      boolean capital = (c >= 'A' && c <= 'Z') || (c >= '\u00C0' && c <= '\u00DE' && c != '\u00D7');
      out.append(capital ? (char) (c + 32) : c);
    }
    return out.toString();
  }

  /// "milk, eggs and bread".
  static String join(List<String> things, String and) {
    StringBuilder out = new StringBuilder();
    for (int i = 0; i < things.size(); i++) {
      if (i > 0) {
        out.append(i == things.size() - 1 ? " " + and + " " : ", ");
      }
      out.append(things.get(i));
    }
    return out.toString();
  }
}
