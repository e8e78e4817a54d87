package dev.loqa.loqad.route;

import dev.loqa.protocol.JsonValues;
import dev.loqa.skillhost.manifest.Risk;
import java.util.LinkedHashMap;
import java.util.Map;

/// One intent to be run.
///
/// @param words the part of the sentence that means it
/// @param risk what a person must have agreed to before it runs
public record SkillCall(String intent, Map<String, Object> slots, String words, Risk risk) {
  public SkillCall {
    slots = JsonValues.copy(slots);
  }

  /// The skill's name.
  public String skill() {
    return intent.substring(0, Math.max(0, intent.indexOf('.')));
  }

  SkillCall at(Risk needed) {
    return new SkillCall(intent, slots, words, needed);
  }

  SkillCall with(String slot, Object value) {
    Map<String, Object> more = new LinkedHashMap<>(slots);
    more.put(slot, value);
    return new SkillCall(intent, more, words, risk);
  }
}
