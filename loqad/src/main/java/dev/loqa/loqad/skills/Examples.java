package dev.loqa.loqad.skills;

import dev.loqa.understanding.IntentSpec;
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
  static String of(IntentSpec intent, Map<String, List<ListValue>> lists) {
    String text = intent.sentences().getFirst();
    for (String before = ""; !before.equals(text); ) {
      before = text;
      text = CHOICE.matcher(text).replaceAll("$1");
    }
    for (String before = ""; !before.equals(text); ) {
      before = text;
      text = OPTIONAL.matcher(text).replaceAll("");
    }
    text = SLOT.matcher(text).replaceAll(slot -> value(intent, slot.group(1), lists));
    return text.replaceAll("\\s+", " ").strip();
  }

  private static String value(IntentSpec intent, String name, Map<String, List<ListValue>> lists) {
    SlotSpec slot = intent.slots().get(name);
    String type = slot == null ? SlotSpec.LIST : slot.type();
    return switch (type) {
      case SlotSpec.DURATION -> "five minutes";
      case SlotSpec.NUMBER -> "three";
      case SlotSpec.PERCENTAGE -> "forty percent";
      case SlotSpec.TIME -> "half past seven";
      case SlotSpec.TEXT -> "pizza";
      default -> listed(slot == null || slot.list() == null ? name : slot.list(), lists);
    };
  }

  private static String listed(String name, Map<String, List<ListValue>> lists) {
    List<ListValue> values = lists.getOrDefault(name, List.of());
    return values.isEmpty() ? name.replace('_', ' ') : values.getFirst().in();
  }
}
