package dev.loqa.loqad.route;

import dev.loqa.understanding.IntentSpec;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A call that nobody said in a sentence that says it: the first of the intent's own with exactly
/// these slots, else the intent's name and the values. Pure.
final class CallWords {
  private static final Pattern OPTIONAL = Pattern.compile("\\[[^\\[\\]]*]");
  private static final Pattern CHOICE = Pattern.compile("\\(([^()|;]*)[^()]*\\)");
  private static final Pattern SLOT = Pattern.compile("\\{(?:[^{}:]*:)?([^{}]*)}");

  private CallWords() {}

  /// @param values of the slots, as they are said
  static String of(IntentSpec intent, Map<String, String> values) {
    for (String template : intent.sentences()) {
      for (String sentence : List.of(bare(template), plain(template))) {
        if (slots(sentence).equals(values.keySet())) {
          return SLOT.matcher(sentence)
              .replaceAll(slot -> Matcher.quoteReplacement(values.getOrDefault(slot.group(1), "")))
              .replaceAll("\\s+", " ")
              .strip();
        }
      }
    }
    return (intent.id().replaceAll("[^A-Za-z0-9]+", " ") + " " + String.join(" ", values.values()))
        .strip();
  }

  /// The first of each choice, without what may be left out.
  private static String bare(String template) {
    return plain(replaced(template, OPTIONAL, ""));
  }

  /// The first of each choice, with what may be left out.
  private static String plain(String template) {
    return replaced(template.replaceAll("[\\[\\]]", ""), CHOICE, "$1");
  }

  private static String replaced(String template, Pattern what, String with) {
    String text = template;
    for (String before = ""; !before.equals(text); ) {
      before = text;
      text = what.matcher(text).replaceAll(with);
    }
    return text;
  }

  private static Set<String> slots(String sentence) {
    Set<String> slots = new LinkedHashSet<>();
    SLOT.matcher(sentence).results().forEach(slot -> slots.add(slot.group(1)));
    return slots;
  }
}
