package dev.loqa.skills.smarthome;

/// Compares texts in whatever case, of Latin letters. Java's own comparison knows every script by
/// tables that are a tenth of a small module.
final class Letters {
  private Letters() {}

  static boolean same(String a, String b) {
    return a.length() == b.length() && startsWith(a, b);
  }

  static boolean startsWith(String text, String start) {
    return stands(text, 0, start);
  }

  static boolean contains(String text, String part) {
    for (int at = 0; at + part.length() <= text.length(); at++) {
      if (stands(text, at, part)) {
        return true;
      }
    }
    return false;
  }

  private static boolean stands(String text, int at, String part) {
    if (at + part.length() > text.length()) {
      return false;
    }
    for (int i = 0; i < part.length(); i++) {
      if (lower(text.charAt(at + i)) != lower(part.charAt(i))) {
        return false;
      }
    }
    return true;
  }

  private static char lower(char c) {
    boolean upper = (c >= 'A' && c <= 'Z') || (c >= 'À' && c <= 'Þ' && c != '×');
    return upper ? (char) (c + 32) : c;
  }
}
