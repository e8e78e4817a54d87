package dev.loqa.bench.turn;

import dev.loqa.bench.measure.Goal;
import dev.loqa.bench.measure.Line;
import dev.loqa.bench.measure.Percentiles;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/// The spoken turns of a row and what they come to.
final class Turns {
  private final List<Turn> turns = new ArrayList<>();

  void add(Turn turn) {
    turns.add(turn);
  }

  int count() {
    return turns.size();
  }

  /// The 95th percentile of the totals, with the rest of their distribution and the medians of the
  /// stages below the table.
  Line p95(String what, Goal goal, List<String> more) {
    List<String> details = new ArrayList<>(more);
    if (turns.isEmpty()) {
      details.addFirst("no turn was answered aloud");
      return Line.missing(what, goal, String.join("; ", details));
    }
    Percentiles totals = Percentiles.of(turns.stream().map(Turn::totalMs).toList());
    details.add(
        String.format(
            Locale.ROOT,
            "ms: p50 %.1f, p90 %.1f, p95 %.1f, p99 %.1f, most %.1f",
            totals.median(),
            totals.at(90),
            totals.at(95),
            totals.at(99),
            totals.at(100)));
    details.add("median ms of each stage: " + stages());
    return Line.of(what, totals.at(95), goal, totals.count(), details);
  }

  /// The share of turns whose stages account for the total, as docs/reference/ledger.md asks.
  Line ledgersThatSum(String what, Goal goal) {
    if (turns.isEmpty()) {
      return Line.missing(what, goal, "no turn was answered aloud");
    }
    long sums = turns.stream().filter(Turn::sums).count();
    double most =
        turns.stream()
            .mapToDouble(turn -> Math.abs(turn.stages().getOrDefault("unattributed", 0.0)))
            .max()
            .orElse(0);
    return Line.of(
        what,
        100.0 * sums / turns.size(),
        goal,
        turns.size(),
        List.of(String.format(Locale.ROOT, "most that no stage accounts for: %.1f ms", most)));
  }

  private String stages() {
    Map<String, List<Double>> byStage = new LinkedHashMap<>();
    for (Turn turn : turns) {
      turn.stages()
          .forEach((stage, ms) -> byStage.computeIfAbsent(stage, _ -> new ArrayList<>()).add(ms));
    }
    return byStage.entrySet().stream()
        .map(stage ->
            String.format(
                Locale.ROOT, "%s %.1f", stage.getKey(), Percentiles.of(stage.getValue()).median()))
        .collect(Collectors.joining(", "));
  }
}
