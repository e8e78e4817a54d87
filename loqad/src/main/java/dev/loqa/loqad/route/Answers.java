package dev.loqa.loqad.route;

import dev.loqa.understanding.IntentSpec;
import dev.loqa.understanding.Lexicon;
import dev.loqa.understanding.Range;
import dev.loqa.understanding.SlotSpec;
import dev.loqa.understanding.language.Language;
import dev.loqa.understanding.language.Languages;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/// The sentences that answer an open question, for ears that hear only what they expect. Pure.
///
/// What they mean is decided by [Router] as for typed words: the intents here have names only
/// because a lexicon has intents.
public final class Answers {
  private static final int FEWEST_DIGITS = 3;
  private static final int MOST_DIGITS = 8;
  private static final String DIGIT = "pin_digit";
  private static final String TWO_DIGITS = "two_digits";

  private Answers() {}

  /// The answers to `question`.
  ///
  /// @param house what can be said to this house, with the intents that questions are about
  public static Lexicon to(Pending question, Lexicon house) {
    Language language = Languages.of(house.language()).orElseGet(Languages::english);
    IntentSpec no = intent("answer.no", language.refusals());
    return switch (question) {
      case Pending.Challenged _ ->
          plain(house, List.of(intent("answer.yes", language.agreements()), no));
      case Pending.PinWanted _ ->
          new Lexicon(
              house.language(),
              List.of(new IntentSpec("answer.pin", pins(), Map.of()), no),
              Map.of(),
              Map.of(TWO_DIGITS, new Range(10, 99)),
              Map.of(DIGIT, digits(language)));
      case Pending.Asked asked -> slot(asked, house, language, no);
    };
  }

  private static Lexicon slot(
      Pending.Asked asked, Lexicon house, Language language, IntentSpec no) {
    String name = asked.slot();
    SlotSpec spec =
        house.intents().stream()
            .filter(intent -> intent.id().equals(asked.call().intent()))
            .map(intent -> intent.slots().getOrDefault(name, SlotSpec.of(asked.type())))
            .findFirst()
            .orElse(SlotSpec.of(asked.type()));
    List<String> sentences = new ArrayList<>(List.of("{" + name + "}"));
    if (spec.type().equals(SlotSpec.DURATION)) {
      sentences.add(language.beforeDuration() + " {" + name + "}");
    }
    IntentSpec answer = new IntentSpec("answer.slot", sentences, Map.of(name, spec));
    Lexicon whole =
        new Lexicon(
            house.language(), List.of(answer, no), house.lists(), house.ranges(), house.rules());
    return whole.problems().isEmpty() ? whole : plain(house, List.of(no));
  }

  private static Lexicon plain(Lexicon house, List<IntentSpec> intents) {
    return new Lexicon(house.language(), intents, Map.of(), Map.of(), Map.of());
  }

  private static IntentSpec intent(String id, Collection<String> sentences) {
    return new IntentSpec(id, sentences.stream().sorted().toList(), Map.of());
  }

  private static String digits(Language language) {
    List<String> digits = new ArrayList<>();
    for (int digit = 0; digit <= 9; digit++) {
      digits.add(language.digit(digit));
    }
    return "(" + String.join("|", digits) + ")";
  }

  /// "four zero two seven", "twelve thirty four".
  private static List<String> pins() {
    StringBuilder digits = new StringBuilder();
    for (int i = 0; i < FEWEST_DIGITS; i++) {
      digits.append(i == 0 ? "<" : " <").append(DIGIT).append('>');
    }
    for (int i = FEWEST_DIGITS; i < MOST_DIGITS; i++) {
      digits.append(" [<").append(DIGIT).append('>');
    }
    digits.append("]".repeat(MOST_DIGITS - FEWEST_DIGITS));
    String pair = "{" + TWO_DIGITS + ":first} {" + TWO_DIGITS + ":second}";
    return List.of(digits.toString(), pair);
  }
}
