package dev.loqa.understanding;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// One thing that can be asked for: its id (`timer.start`), the sentence templates that say it, its
/// slots.
public record IntentSpec(String id, List<String> sentences, Map<String, SlotSpec> slots) {
  @SuppressWarnings("ConstantValue") // JSON readers hand over null for what is absent
  public IntentSpec {
    sentences = sentences == null ? List.of() : List.copyOf(sentences);
    slots = slots == null ? Map.of() : Collections.unmodifiableMap(new LinkedHashMap<>(slots));
  }
}
