package dev.loqa.understanding.language;

import dev.loqa.understanding.language.Reading.Span;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// What the module must know about a human language. Implementations are stateless and may be
/// shared by all threads. To add one, implement this and name it in [Languages].
public interface Language {
  /// BCP 47 primary tag, such as `en`.
  String code();

  /// The words that have a part in every sentence.
  WordLists words();

  /// By what a lower-case word without apostrophes is compared: small numbers as digits, `an` as
  /// `a`.
  String key(String word);

  /// Keys that may be missing or added without changing a sentence.
  default Set<String> articles() {
    return words().articles();
  }

  /// Keys that may be added anywhere, such as "please".
  default Set<String> fillers() {
    return words().fillers();
  }

  /// Keys that no name of a thing in a home holds: pronouns, prepositions, negations. Where they
  /// stand, somebody says more than a name that is not known.
  default Set<String> notInNames() {
    return words().notInNames();
  }

  /// Keys that turn what follows into its opposite: no free text begins with one.
  default Set<String> negations() {
    return words().negations();
  }

  /// Polite beginnings in keys, longest first.
  default List<List<String>> openings() {
    return words().openings();
  }

  /// Polite ends in keys, longest first.
  default List<List<String>> closings() {
    return words().closings();
  }

  /// Keys that may stand between two commands.
  default Set<String> conjunctions() {
    return words().conjunctions();
  }

  /// A number from word `at` on: values are `Long` when whole, else `Double`.
  Reading number(Tokens tokens, int at);

  /// A percentage from 0 to 100: values are `Long` or `Double`.
  Reading percentage(Tokens tokens, int at);

  /// A duration: values are seconds as `Long`.
  Reading duration(Tokens tokens, int at);

  /// A time of day: values are `HH:MM` in 24 hours.
  Reading time(Tokens tokens, int at);

  /// A phrase that says when: "at seven", "tomorrow at 8 am", "every weekday at half past six", "in
  /// twenty minutes". Values are maps of what was said, for somebody with a clock to complete:
  ///
  /// * `in`: seconds from now, and nothing else
  /// * `time`: `HH:MM`; `either` is true when the half of the day was not said, so that `07:00` may
  ///   mean `19:00`; absent when only a day was said
  /// * one of `days` (from today), `weekday` (`mon` to `sun`: the next that comes), `date`
  ///   (`MM-DD`, or `YYYY-MM-DD`) and `repeat` (a list of `mon` to `sun`); absent when no day was
  ///   said
  ///
  /// @param bare whether a bare "seven" counts; not where free text stands beside it. "In ten
  ///   minutes" does not count then: that is a duration
  Reading when(Tokens tokens, int at, boolean bare);

  /// What agrees to a question, as whole answers in lower case without punctuation: "yes".
  default Set<String> agreements() {
    return words().agreements();
  }

  /// What refuses whatever a question offers, likewise: "no", "never mind".
  default Set<String> refusals() {
    return words().refusals();
  }

  /// What stands before a length of time that answers "for how long?": "for".
  default String beforeDuration() {
    return words().beforeDuration();
  }

  /// How a digit from 0 to 9 may be said, as a sentence: "(zero|oh)".
  default String digit(int digit) {
    return spoken(digit);
  }

  /// What joins the last two of several things: "and".
  default String and() {
    return words().and();
  }

  /// Digits with their separators as they are compared: without those between thousands, with a
  /// full stop before a fraction.
  default String digits(String written) {
    return written.replace(",", "");
  }

  /// The number in words.
  String spoken(long number);

  /// The duration in words, without rounding.
  String spokenDuration(long seconds);

  /// Rules, in the grammar of the sentences, by which a recognizer hears `number`, `percentage`,
  /// `duration`, `time`, `datetime` and `when`, with the rules these use.
  Map<String, String> grammar();

  /// A written word as a recognizer hears it: `5` is "five", `%` is "percent".
  default List<String> heardAs(String word) {
    if (word.equals("%")) {
      return List.of(words().percent());
    }
    return Tokens.isDigits(word)
        ? List.of(spoken(Long.parseLong(word)).split(" ", -1))
        : List.of(word);
  }

  /// The longest reading that covers all words, if there is one.
  static Optional<Object> whole(Reading reading, Tokens tokens) {
    return reading.spans().stream()
        .filter(span -> span.end() == tokens.size())
        .map(Span::value)
        .findFirst();
  }
}
