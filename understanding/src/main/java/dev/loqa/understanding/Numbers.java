package dev.loqa.understanding;

import dev.loqa.understanding.language.Language;
import dev.loqa.understanding.language.Languages;
import dev.loqa.understanding.language.Tokens;
import java.util.Optional;

/// Numbers in words and back.
public final class Numbers {
  private Numbers() {}

  /// English words: `105` is "one hundred and five".
  public static String spoken(long number) {
    return Languages.english().spoken(number);
  }

  /// A `Long`, or a `Double` when there is a fraction, if the whole English text is a number.
  public static Optional<Number> parse(String text) {
    return parse(text, Languages.english());
  }

  /// A `Long`, or a `Double` when there is a fraction, if the whole text is a number in this
  /// language.
  public static Optional<Number> parse(String text, Language language) {
    Tokens tokens = Tokens.of(text.length() > Matcher.MAX_CHARACTERS ? "" : text, language);
    return Language.whole(language.number(tokens, 0), tokens).map(Number.class::cast);
  }
}
