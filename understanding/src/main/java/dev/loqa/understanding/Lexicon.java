package dev.loqa.understanding;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/// Everything that can be said to this home in one language: the intents of all skills with their
/// lists, number ranges and rules. Plain values, so that it travels as JSON by component. Check it
/// with [#problems()]; [Matcher#compile(Lexicon)] and the word graph refuse one that has any.
public record Lexicon(
    String language,
    List<IntentSpec> intents,
    Map<String, List<ListValue>> lists,
    Map<String, Range> ranges,
    Map<String, String> rules) {
  @SuppressWarnings("ConstantValue") // JSON readers hand over null for what is absent
  public Lexicon {
    language = language == null ? "en" : language;
    intents = intents == null ? List.of() : List.copyOf(intents);
    lists = lists == null ? Map.of() : Collections.unmodifiableMap(new LinkedHashMap<>(lists));
    ranges = ranges == null ? Map.of() : Collections.unmodifiableMap(new LinkedHashMap<>(ranges));
    rules = rules == null ? Map.of() : Collections.unmodifiableMap(new LinkedHashMap<>(rules));
  }

  /// English intents with lists and nothing else.
  public static Lexicon english(List<IntentSpec> intents, Map<String, List<ListValue>> lists) {
    return new Lexicon("en", intents, lists, Map.of(), Map.of());
  }

  /// One lexicon of several in one language. Lists of the same name are united (a skill's and the
  /// house's names); rules, ranges and intents of the same name must be equal.
  public static Lexicon join(List<Lexicon> parts) {
    List<String> problems = new ArrayList<>();
    String language = parts.isEmpty() ? "en" : parts.get(0).language();
    Map<String, IntentSpec> intents = new LinkedHashMap<>();
    Map<String, Set<ListValue>> lists = new LinkedHashMap<>();
    Map<String, Range> ranges = new LinkedHashMap<>();
    Map<String, String> rules = new LinkedHashMap<>();
    for (Lexicon part : parts) {
      if (!part.language().equals(language)) {
        problems.add(
            "language "
                + part.language()
                + " is joined to "
                + language
                + ": join one language at a time");
      }
      part.intents().forEach(intent -> putSame(intents, "intent", intent.id(), intent, problems));
      part.ranges().forEach((name, range) -> putSame(ranges, "range", name, range, problems));
      part.rules().forEach((name, rule) -> putSame(rules, "rule", name, rule, problems));
      part.lists()
          .forEach((name, values) ->
              lists.computeIfAbsent(name, _ -> new LinkedHashSet<>()).addAll(values));
    }
    if (!problems.isEmpty()) {
      throw new UnderstandingException(problems);
    }
    Map<String, List<ListValue>> united = new LinkedHashMap<>();
    lists.forEach((name, values) -> united.put(name, List.copyOf(values)));
    return new Lexicon(language, List.copyOf(intents.values()), united, ranges, rules);
  }

  /// Every problem, each as thing, fault and way out; empty when the lexicon can be used.
  public List<String> problems() {
    return LexiconCheck.problems(this);
  }

  private static <T> void putSame(
      Map<String, T> into, String kind, String name, T value, List<String> problems) {
    T before = into.putIfAbsent(name, value);
    if (before != null && !Objects.equals(before, value)) {
      problems.add(kind + " " + name + " is defined twice and differently: rename one of them");
    }
  }
}
