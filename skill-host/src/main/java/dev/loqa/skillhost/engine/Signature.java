package dev.loqa.skillhost.engine;

/// A function's type in short: `i` is i32, `I` is i64, `f` is f32, `F` is f64, `?` is anything
/// else, and the result follows a colon, for instance `ii:i` or `iIi:` for none.
public record Signature(String text) {
  public Signature {
    if (!text.matches("[iIfF?]*:[iIfF?]*")) {
      throw new IllegalArgumentException("signature '" + text + "' is none: use letters like ii:i");
    }
  }

  public String parameters() {
    return text.substring(0, text.indexOf(':'));
  }

  public String results() {
    return text.substring(text.indexOf(':') + 1);
  }

  @Override
  public String toString() {
    StringBuilder words = new StringBuilder("(");
    spell(words, parameters());
    words.append(") -> (");
    spell(words, results());
    return words.append(')').toString();
  }

  private static void spell(StringBuilder words, String letters) {
    for (int i = 0; i < letters.length(); i++) {
      words
          .append(i == 0 ? "" : ", ")
          .append(
              switch (letters.charAt(i)) {
                case 'i' -> "i32";
                case 'I' -> "i64";
                case 'f' -> "f32";
                case 'F' -> "f64";
                default -> "other";
              });
    }
  }
}
