package dev.loqa.understanding;

import dev.loqa.understanding.language.Language;
import dev.loqa.understanding.language.Languages;
import dev.loqa.understanding.language.Tokens;
import java.util.Optional;

/// Durations in words and back.
public final class Durations {
  private Durations() {}

  /// English words: `4200` is "one hour and ten minutes". Refuses negative durations.
  public static String spoken(long seconds) {
    return Languages.english().spokenDuration(seconds);
  }

  /// Seconds, if the whole English text is a duration.
  public static Optional<Long> parse(String text) {
    return parse(text, Languages.english());
  }

  /// Seconds, if the whole text is a duration in this language.
  public static Optional<Long> parse(String text, Language language) {
    Tokens tokens = Tokens.of(text.length() > Matcher.MAX_CHARACTERS ? "" : text, language);
    return Language.whole(language.duration(tokens, 0), tokens).map(Long.class::cast);
  }
}
