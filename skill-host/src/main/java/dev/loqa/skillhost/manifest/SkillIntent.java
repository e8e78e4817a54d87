package dev.loqa.skillhost.manifest;

import dev.loqa.understanding.SlotSpec;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Something a person can ask of the skill.
///
/// @param id `<skill name>.<verb>`
/// @param sentences English templates in Home Assistant's grammar; other languages are in [Texts]
/// @param slots what the sentences carry, in the manifest's order
/// @param risk what must be cleared before it runs; the owner's policy can only be stricter
/// @param undo the intent that takes it back
public record SkillIntent(
    String id, List<String> sentences, Map<String, Slot> slots, Risk risk, @Nullable Undo undo) {

  public SkillIntent {
    sentences = List.copyOf(sentences);
    slots = Collections.unmodifiableMap(new LinkedHashMap<>(slots));
  }

  /// The part after the skill's name.
  public String verb() {
    return id.substring(id.indexOf('.') + 1);
  }

  /// The slots as the matcher wants them.
  Map<String, SlotSpec> slotSpecs() {
    Map<String, SlotSpec> specs = new LinkedHashMap<>();
    slots.forEach((name, slot) ->
        specs.put(
            name,
            new SlotSpec(slot.type(), slot.required(), slot.ask(), slot.list(), slot.words())));
    return specs;
  }

  /// One slot.
  ///
  /// @param type `text`, `duration` (seconds), `number`, `percentage`, `time`, `datetime`, `when`
  ///   or `list`
  /// @param ask what to ask when it is required and was not said
  /// @param list the list whose values it takes; none: the list of the slot's name
  /// @param words for `text`: words that a recognizer without open words should listen for
  public record Slot(
      String type,
      boolean required,
      @Nullable String ask,
      @Nullable String list,
      List<String> words) {
    public Slot {
      words = List.copyOf(words);
    }
  }

  /// How to take it back: the intent to call and the slots to hand over from the receipts or the
  /// first call.
  public record Undo(String intent, List<String> slots) {
    public Undo {
      slots = List.copyOf(slots);
    }
  }
}
