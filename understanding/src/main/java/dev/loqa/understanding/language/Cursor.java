package dev.loqa.understanding.language;

/// A place in a sentence that remembers whether anybody asked for a word behind the end. Used by
/// one thread during one reading.
final class Cursor {
  private final Tokens tokens;
  private boolean open;

  Cursor(Tokens tokens) {
    this.tokens = tokens;
  }

  /// The word at `index`; asking behind the end makes the reading open.
  String word(int index) {
    if (index >= tokens.size()) {
      open = true;
      return "";
    }
    return tokens.get(index).word();
  }

  boolean is(int index, String word) {
    return word(index).equals(word);
  }

  boolean open() {
    return open;
  }
}
