package dev.loqa.understanding.grammar;

import dev.loqa.understanding.IntentSpec;
import dev.loqa.understanding.Lexicon;
import dev.loqa.understanding.ListValue;
import dev.loqa.understanding.SlotSpec;
import dev.loqa.understanding.Source;
import dev.loqa.understanding.language.Language;
import dev.loqa.understanding.language.Languages;
import dev.loqa.understanding.template.Expression;
import dev.loqa.understanding.template.TemplateParser;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// One sentence as people say it for each intent of a lexicon, with names of the house in it: what
/// a recognizer that takes a prompt is told. Sentences with free text or a time in them, and long
/// ones, are left out. Used once by one thread.
public final class TypicalSentences {
  private static final int MOST_CHARACTERS = 80;
  private static final int MOST_DEPTH = 16;
  private static final long SECONDS = 600;
  private static final int NUMBER = 20;

  private final Lexicon lexicon;
  private final Language language;
  private int values;

  private TypicalSentences(Lexicon lexicon, Language language) {
    this.lexicon = lexicon;
    this.language = language;
  }

  /// In the order of the intents, each with a capital and a full stop; none for a language that is
  /// not known.
  public static List<String> of(Lexicon lexicon) {
    return Languages.of(lexicon.language())
        .map(language -> new TypicalSentences(lexicon, language).all())
        .orElse(List.of());
  }

  private List<String> all() {
    var found = new ArrayList<String>();
    for (var intent : lexicon.intents()) {
      intent.sentences().stream()
          .map(sentence -> say(TemplateParser.parse(sentence), intent, 0))
          .flatMap(Optional::stream)
          .map(sentence -> sentence.strip().replaceAll("\\s+", " "))
          .filter(sentence -> !sentence.isEmpty() && sentence.length() <= MOST_CHARACTERS)
          .findFirst()
          .ifPresent(sentence ->
              found.add(
                  sentence.substring(0, 1).toUpperCase(Locale.forLanguageTag(language.code()))
                      + sentence.substring(1)
                      + "."));
    }
    return List.copyOf(found);
  }

  private Optional<String> say(Expression expression, IntentSpec intent, int depth) {
    return switch (expression) {
      case Expression.Words words -> Optional.of(words.text());
      case Expression.Sequence sequence -> join(sequence.items(), intent, depth, "");
      case Expression.Permutation all -> join(all.items(), intent, depth, " ");
      case Expression.Choice choice -> say(choice.items().getFirst(), intent, depth);
      // An optional part that cannot be said is left out; else people rather say it.
      case Expression.Maybe maybe -> Optional.of(say(maybe.item(), intent, depth).orElse(""));
      case Expression.NumberSlot slot ->
          Optional.of(language.spoken(Math.clamp(NUMBER, slot.from(), slot.to())));
      case Expression.Slot slot ->
          Source.of(slot.source(), slot.name(), intent, lexicon)
              .flatMap(source -> value(source, intent, depth));
      case Expression.Rule rule -> rule(rule.name(), intent, depth);
    };
  }

  private Optional<String> join(
      List<Expression> items, IntentSpec intent, int depth, String between) {
    var text = new StringBuilder();
    for (var item : items) {
      var said = say(item, intent, depth);
      if (said.isEmpty()) {
        return said;
      }
      text.append(said.get()).append(between);
    }
    return Optional.of(text.toString());
  }

  private Optional<String> rule(String name, IntentSpec intent, int depth) {
    var body = lexicon.rules().get(name);
    return body == null || depth > MOST_DEPTH
        ? Optional.empty()
        : say(TemplateParser.parse(body), intent, depth + 1);
  }

  private Optional<String> value(Source source, IntentSpec intent, int depth) {
    return switch (source) {
      case Source.Listed listed ->
          next(lexicon.lists().getOrDefault(listed.list(), List.of()))
              .flatMap(value -> say(TemplateParser.parse(value.in()), intent, depth + 1));
      case Source.Ranged range ->
          Optional.of(language.spoken(Math.clamp(NUMBER, range.from(), range.to())));
      case Source.Typed typed ->
          switch (typed.type()) {
            case SlotSpec.DURATION -> Optional.of(language.spokenDuration(SECONDS));
            case SlotSpec.NUMBER, SlotSpec.PERCENTAGE -> Optional.of(language.spoken(NUMBER));
            default -> Optional.empty();
          };
    };
  }

  /// Another value each time, so that many names occur.
  private Optional<ListValue> next(List<ListValue> list) {
    return list.isEmpty() ? Optional.empty() : Optional.of(list.get(values++ % list.size()));
  }
}
