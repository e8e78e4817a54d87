package dev.loqa.understanding;

import dev.loqa.understanding.language.Language;
import dev.loqa.understanding.language.Tokens;
import dev.loqa.understanding.template.Expression;
import dev.loqa.understanding.template.Expression.Choice;
import dev.loqa.understanding.template.Expression.Maybe;
import dev.loqa.understanding.template.Expression.NumberSlot;
import dev.loqa.understanding.template.Expression.Permutation;
import dev.loqa.understanding.template.Expression.Rule;
import dev.loqa.understanding.template.Expression.Sequence;
import dev.loqa.understanding.template.Expression.Slot;
import dev.loqa.understanding.template.Expression.Words;
import dev.loqa.understanding.template.TemplateParser;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/// Which intents have to do with what was said, by the words that they share with it: those of
/// their sentences, of the lists that these name, and of their ids. A word of few intents says more
/// than one of many; one that a third of them have says nothing. Words that differ by an ending of
/// up to three letters count as the same. Immutable, for all threads.
public final class Relevance {
  private static final int LEAST_STEM = 4;
  private static final int LONGEST_ENDING = 3;
  private static final int DEEPEST_RULE = 16;
  private static final int FEW = 3;

  private final Language language;

  /// Each word and its beginnings, and the intents that have it.
  private final Map<String, Set<String>> intents = new HashMap<>();

  private final int common;

  Relevance(Lexicon lexicon, Language language) {
    this.language = language;
    this.common = Math.max(FEW, lexicon.intents().size() / 3);
    Map<String, Set<String>> lists = new HashMap<>();
    for (IntentSpec intent : lexicon.intents()) {
      Set<String> words = new LinkedHashSet<>(words(intent.id().replaceAll("[^A-Za-z0-9]+", " ")));
      for (String sentence : intent.sentences()) {
        collect(TemplateParser.parse(sentence), intent, lexicon, lists, 0, words);
      }
      words.stream()
          .flatMap(word -> stems(word).stream())
          .forEach(stem -> intents.computeIfAbsent(stem, _ -> new TreeSet<>()).add(intent.id()));
    }
  }

  /// How much each intent has to do with `text`; those that have nothing to do with it are absent.
  /// A longer text than [Matcher#MAX_CHARACTERS] is looked at as far as that.
  public Map<String, Double> to(String text) {
    String some = text.substring(0, Math.min(text.length(), Matcher.MAX_CHARACTERS));
    Map<String, Double> scores = new TreeMap<>();
    for (String word : new TreeSet<>(words(some))) {
      Map<String, Double> best = new HashMap<>();
      for (String stem : stems(word)) {
        Set<String> having = intents.getOrDefault(stem, Set.of());
        if (having.size() <= common) {
          having.forEach(intent -> best.merge(intent, 1.0 / having.size(), Math::max));
        }
      }
      best.forEach((intent, score) -> scores.merge(intent, score, Double::sum));
    }
    return scores;
  }

  private void collect(
      Expression expression,
      IntentSpec intent,
      Lexicon lexicon,
      Map<String, Set<String>> lists,
      int depth,
      Set<String> into) {
    switch (expression) {
      case Words words -> into.addAll(words(words.text()));
      case Sequence(List<Expression> items) ->
          items.forEach(item -> collect(item, intent, lexicon, lists, depth, into));
      case Choice(List<Expression> items) ->
          items.forEach(item -> collect(item, intent, lexicon, lists, depth, into));
      case Permutation(List<Expression> items) ->
          items.forEach(item -> collect(item, intent, lexicon, lists, depth, into));
      case Maybe(Expression item) -> collect(item, intent, lexicon, lists, depth, into);
      case NumberSlot _ -> {
        // A number says nothing about what is meant.
      }
      case Slot slot -> into.addAll(list(slot, intent, lexicon, lists));
      case Rule rule -> {
        String body = lexicon.rules().get(rule.name());
        if (body != null && depth < DEEPEST_RULE) {
          collect(TemplateParser.parse(body), intent, lexicon, lists, depth + 1, into);
        }
      }
    }
  }

  /// The words of the list that a slot takes its values from, read once for all intents.
  private Set<String> list(
      Slot slot, IntentSpec intent, Lexicon lexicon, Map<String, Set<String>> lists) {
    SlotSpec spec = intent.slots().get(slot.name());
    String named = spec == null ? null : spec.list();
    String list = named == null ? slot.source() : named;
    return lists.computeIfAbsent(
        list,
        name -> {
          Set<String> words = new LinkedHashSet<>();
          for (ListValue value : lexicon.lists().getOrDefault(name, List.of())) {
            words.addAll(words(value.in()));
          }
          return words;
        });
  }

  private List<String> words(String text) {
    Tokens tokens = Tokens.of(text, language);
    List<String> words = new ArrayList<>();
    for (int i = 0; i < tokens.size(); i++) {
      String word = tokens.get(i).key();
      if (word.chars().anyMatch(Character::isLetter)) {
        words.add(word);
      }
    }
    return words;
  }

  /// The word, and what is left of it without an ending.
  private static List<String> stems(String word) {
    List<String> stems = new ArrayList<>(List.of(word));
    int shortest = Math.max(LEAST_STEM, word.length() - LONGEST_ENDING);
    for (int length = word.length() - 1; length >= shortest; length--) {
      stems.add(word.substring(0, length));
    }
    return stems;
  }
}
