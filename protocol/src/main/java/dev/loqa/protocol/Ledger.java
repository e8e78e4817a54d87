package dev.loqa.protocol;

import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;

/// Where the time of one turn went. One party measured the total; each stage was measured by who
/// did it.
///
/// Not thread-safe in building: made whole, then unchangeable.
public final class Ledger {
  private final double totalMs;
  private final Map<Stage, Double> stages;

  /// @param totalMs end of speech (typed turns: the text) to first audio, milliseconds
  public Ledger(double totalMs, Map<Stage, Double> stages) {
    this.totalMs = totalMs;
    this.stages = new EnumMap<>(Stage.class);
    this.stages.putAll(stages);
  }

  public double totalMs() {
    return totalMs;
  }

  /// Milliseconds of `stage`, 0 when it had no part.
  public double ms(Stage stage) {
    return stages.getOrDefault(stage, 0.0);
  }

  /// What no stage accounts for.
  public double unattributedMs() {
    return totalMs - stages.values().stream().mapToDouble(Double::doubleValue).sum();
  }

  /// Whether the unattributed part is within the larger of 10 ms and 5 % of the total.
  public boolean sums() {
    return Math.abs(unattributedMs()) <= Math.max(10, totalMs * 0.05);
  }

  /// The stages by wire name, `unattributed` last, rounded to a tenth of a millisecond.
  public Map<String, Double> toMap() {
    Map<String, Double> map = new LinkedHashMap<>();
    for (Stage stage : Stage.values()) {
      map.put(stage.wire(), tenth(ms(stage)));
    }
    map.put("unattributed", tenth(unattributedMs()));
    return map;
  }

  private static double tenth(double ms) {
    return Math.round(ms * 10) / 10.0;
  }
}
