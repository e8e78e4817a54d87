package dev.loqa.loqad.route;

import dev.loqa.understanding.Durations;
import dev.loqa.understanding.Lexicon;
import dev.loqa.understanding.Matcher;
import dev.loqa.understanding.Numbers;
import dev.loqa.understanding.SlotSpec;
import dev.loqa.understanding.language.Language;
import dev.loqa.understanding.language.Tokens;
import java.util.Objects;
import java.util.Optional;

/// A bare answer to a question for one slot: "five minutes" to "For how long?".
final class SlotAnswer {
  private SlotAnswer() {}

  /// The value of the slot that was asked for, or nothing when the words are no such thing. Of a
  /// list only what is in it.
  static Optional<Object> read(Pending.Asked asked, String words, RouteContext context) {
    if (!asked.type().equals(SlotSpec.LIST)) {
      return read(asked.type(), words, context.language());
    }
    Lexicon answers = Answers.to(asked, context.matcher().lexicon());
    return Matcher.compile(answers).match(words).stream()
        .map(match -> match.slots().get(asked.slot()))
        .filter(Objects::nonNull)
        .findFirst();
  }

  /// The slot's value, or nothing when the words are no such thing.
  static Optional<Object> read(String type, String words, Language language) {
    String bare =
        words.strip().replaceAll("[.!?]+$", "").replaceFirst("(?i)^(for|für|auf|über) ", "");
    return switch (type) {
      case SlotSpec.DURATION -> Durations.parse(bare, language).map(Object.class::cast);
      case SlotSpec.NUMBER, SlotSpec.PERCENTAGE ->
          Numbers.parse(bare, language).map(Object.class::cast);
      case SlotSpec.TIME -> {
        Tokens tokens = tokens(bare, language);
        yield Language.whole(language.time(tokens, 0), tokens);
      }
      case SlotSpec.DATETIME, SlotSpec.WHEN -> {
        Tokens tokens = tokens(bare, language);
        yield Language.whole(language.when(tokens, 0, true), tokens);
      }
      default -> bare.isEmpty() || bare.length() > 80 ? Optional.empty() : Optional.of(bare);
    };
  }

  private static Tokens tokens(String words, Language language) {
    return Tokens.of(words.length() > Matcher.MAX_CHARACTERS ? "" : words, language);
  }
}
