package dev.loqa.loqad.nodes;

import dev.loqa.base.config.ConfigSection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The block `placement`: where each stage of a turn is done when several machines can.
///
/// @param stages by `stt`, `tts` and `llm`
public record PlacementConfig(Map<String, Preference> stages) {
  /// The stages that can be placed.
  public static final List<String> STAGES = List.of("stt", "tts", "llm");

  public PlacementConfig {
    stages = Map.copyOf(stages);
  }

  /// Reads and checks it; what is wrong is noted at the source.
  public static PlacementConfig read(ConfigSection section) {
    String usual =
        section.oneOf(
            "prefer",
            Preference.EDGE_FIRST.word(),
            Preference.words(),
            "Where a stage is done when several machines can do it.");
    Map<String, Preference> stages = new LinkedHashMap<>();
    for (String stage : STAGES) {
      stages.put(
          stage,
          Preference.of(
              section.oneOf(stage, usual, Preference.words(), "The same for this stage alone.")));
    }
    return new PlacementConfig(stages);
  }

  /// Where a stage is done.
  ///
  /// @param stage one of [#STAGES]
  public Preference of(String stage) {
    return stages.getOrDefault(stage, Preference.EDGE_FIRST);
  }
}
