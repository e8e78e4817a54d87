package dev.loqa.cli.replay;

import dev.loqa.cli.api.Turn;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Percentiles of many ledgers, stage by stage.
public final class StageTimes {
  private StageTimes() {}

  /// Each stage over the turns that had it, in the order of a turn.
  public static Map<String, Percentiles> of(List<Turn.Times> ledgers) {
    Map<String, List<Double>> values = new LinkedHashMap<>();
    for (Turn.Times ledger : ledgers) {
      ledger
          .stages()
          .forEach((stage, ms) -> values.computeIfAbsent(stage, _ -> new ArrayList<>()).add(ms));
    }
    Map<String, Percentiles> percentiles = new LinkedHashMap<>();
    values.forEach((stage, ms) -> percentiles.put(stage, Percentiles.of(ms)));
    return percentiles;
  }
}
