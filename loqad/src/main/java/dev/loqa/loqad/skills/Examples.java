package dev.loqa.loqad.skills;

import dev.loqa.understanding.IntentSpec;
import dev.loqa.understanding.Lexicon;
import dev.loqa.understanding.ListValue;
import dev.loqa.understanding.SlotSpec;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/// One sentence that works, from an intent's first template.
final class Examples {
  private static final Pattern OPTIONAL = Pattern.compile("\\[[^\\[\\]]*]");
  private static final Pattern CHOICE = Pattern.compile("\\(([^()|;]*)[^()]*\\)");
  private static final Pattern SLOT = Pattern.compile("\\{(?:[^{}:]*:)?([^{}]*)}");

  private Examples() {}

  /// `(set|start) [a] timer for {duration}` is "set timer for five minutes".
  static String of(IntentSpec intent, Lexicon lexicon) {
    String text = intent.sentences().getFirst();
    for (String before = ""; !before.equals(text); ) {
      before = text;
      text = CHOICE.matcher(text).replaceAll("$1");
    }
    for (String before = ""; !before.equals(text); ) {
      before = text;
      text = OPTIONAL.matcher(text).replaceAll("");
    }
    text =
        SLOT.matcher(text).replaceAll(slot -> value(intent, slot.group(1), slot.group(), lexicon));
    return text.replaceAll("\\s+", " ").strip();
  }

  /// @param written the slot as it stands in the sentence, as `{list:slot}`
  private static String value(IntentSpec intent, String name, String written, Lexicon lexicon) {
    SlotSpec slot = intent.slots().get(name);
    int colon = written.indexOf(':');
    String source = colon < 0 ? name : written.substring(1, colon);
    if (lexicon.lists().containsKey(source)) {
      return listed(source, lexicon.lists());
    }
    String type =
        SlotSpec.TYPES.contains(source) ? source : slot == null ? SlotSpec.LIST : slot.type();
    boolean german = lexicon.language().equals("de");
    return switch (type) {
      case SlotSpec.DURATION -> german ? "fünf Minuten" : "five minutes";
      case SlotSpec.NUMBER -> german ? "drei" : "three";
      case SlotSpec.PERCENTAGE -> german ? "vierzig Prozent" : "forty percent";
      case SlotSpec.TIME, SlotSpec.DATETIME -> german ? "halb sieben" : "half past seven";
      case SlotSpec.WHEN -> german ? "morgen um acht" : "tomorrow at eight";
      case SlotSpec.TEXT -> german ? "Pizza" : "pizza";
      default -> listed(slot == null || slot.list() == null ? name : slot.list(), lexicon.lists());
    };
  }

  private static String listed(String name, Map<String, List<ListValue>> lists) {
    List<ListValue> values = lists.getOrDefault(name, List.of());
    return values.isEmpty() ? name.replace('_', ' ') : values.getFirst().in();
  }
}
