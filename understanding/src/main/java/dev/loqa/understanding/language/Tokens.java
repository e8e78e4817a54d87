package dev.loqa.understanding.language;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// A sentence cut into words: lower case, without punctuation. `10s` is cut into `10` and `s`;
/// `2.5`, `7:30`, `1/2` and `what's` stay whole; `%` is a word. Immutable.
public final class Tokens {
  private static final int MOST_DIGITS = 12;

  private final String text;
  private final List<Token> list;

  private Tokens(String text, List<Token> list) {
    this.text = text;
    this.list = List.copyOf(list);
  }

  /// Cuts any text; never fails. The caller limits its length.
  public static Tokens of(String raw, Language language) {
    String text = Normalizer.normalize(raw, Normalizer.Form.NFC);
    List<Token> found = new ArrayList<>();
    int at = 0;
    while (at < text.length()) {
      int c = text.codePointAt(at);
      if (c == '%') {
        found.add(new Token("%", "%", at, at + 1));
        at++;
      } else if (c == '½') {
        found.add(new Token("1/2", "1/2", at, at + 1));
        at++;
      } else if (Character.isDigit(c)) {
        int end = endOfNumber(text, at);
        String word = language.digits(text.substring(at, end));
        found.add(new Token(word, word, at, end));
        at = end;
        int letters = endOfLetters(text, at);
        if (letters > at) {
          found.add(word(text, at, letters, language));
          at = letters;
        }
      } else if (Character.isLetter(c)) {
        int end = endOfWord(text, at);
        found.add(word(text, at, end, language));
        at = end;
      } else {
        at += Character.charCount(c);
      }
    }
    return new Tokens(text, found);
  }

  public int size() {
    return list.size();
  }

  public Token get(int index) {
    return list.get(index);
  }

  /// The word at `index`, or an empty string behind the end.
  public String word(int index) {
    return index < list.size() ? list.get(index).word() : "";
  }

  /// The words from `from` (inclusive) to `to` as they were written.
  public String text(int from, int to) {
    return from >= to ? "" : text.substring(list.get(from).start(), list.get(to - 1).end());
  }

  public List<String> words() {
    return list.stream().map(Token::word).toList();
  }

  private static Token word(String text, int start, int end, Language language) {
    String word = text.substring(start, end).replace('’', '\'').toLowerCase(Locale.ROOT);
    if (isAbbreviation(word)) {
      word = word.replace(".", "");
    }
    return new Token(word, language.key(word.replace("'", "")), start, end);
  }

  private static boolean isAbbreviation(String word) {
    return word.indexOf('.') >= 0;
  }

  /// Digits with `.`, `,`, `:` or `/` between them.
  private static int endOfNumber(String text, int start) {
    int at = start;
    while (at < text.length()) {
      char c = text.charAt(at);
      boolean joins = c == '.' || c == ',' || c == ':' || c == '/';
      if (!Character.isDigit(c) && !(joins && isDigit(text, at + 1))) {
        break;
      }
      at++;
    }
    return at;
  }

  private static int endOfLetters(String text, int start) {
    int at = start;
    while (at < text.length() && Character.isLetter(text.codePointAt(at))) {
      at += Character.charCount(text.codePointAt(at));
    }
    return at;
  }

  /// Letters, digits, marks and apostrophes inside a word, and single letters joined by dots
  /// (`a.m.`).
  private static int endOfWord(String text, int start) {
    int at = start;
    while (at < text.length()) {
      int c = text.codePointAt(at);
      boolean letter =
          Character.isLetterOrDigit(c) || Character.getType(c) == Character.NON_SPACING_MARK;
      boolean apostrophe = (c == '\'' || c == '’') && isLetter(text, at + 1);
      boolean dot =
          c == '.'
              && isLetter(text, at + 1)
              && !isLetter(text, at + 2)
              && isSingle(text, start, at);
      if (!letter && !apostrophe && !dot) {
        break;
      }
      at += Character.charCount(c);
    }
    return at;
  }

  private static boolean isSingle(String text, int start, int dot) {
    return dot - start == 1 || (dot - start >= 3 && text.charAt(dot - 2) == '.');
  }

  /// Whether a word is digits alone, few enough for a `long`.
  static boolean isDigits(String word) {
    if (word.isEmpty() || word.length() > MOST_DIGITS) {
      return false;
    }
    return word.chars().allMatch(c -> c >= '0' && c <= '9');
  }

  private static boolean isDigit(String text, int at) {
    return at < text.length() && Character.isDigit(text.charAt(at));
  }

  private static boolean isLetter(String text, int at) {
    return at < text.length() && Character.isLetter(text.codePointAt(at));
  }
}
