package dev.loqa.edge.tts.aloud;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Replacements that are made one after the other, the whole text each. Immutable once made.
final class Rules {
  private final List<Rule> rules = new ArrayList<>();

  /// Replaces what matches by what `words` makes of it.
  Rules with(String pattern, Function<MatchResult, String> words) {
    rules.add(new Rule(Pattern.compile(pattern, Pattern.UNICODE_CHARACTER_CLASS), words));
    return this;
  }

  Rules with(String pattern, String words) {
    return with(pattern, _ -> words);
  }

  String apply(String text) {
    String result = text;
    for (Rule rule : rules) {
      result =
          rule.pattern()
              .matcher(result)
              .replaceAll(found -> Matcher.quoteReplacement(rule.words().apply(found)));
    }
    return result;
  }

  /// A group that may be missing, as an empty text.
  static String group(MatchResult found, int group) {
    String text = found.group(group);
    return text == null ? "" : text;
  }

  private record Rule(Pattern pattern, Function<MatchResult, String> words) {}
}
