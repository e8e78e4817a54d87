package dev.loqa.bench.turn;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What loqad says of one turn, as far as the benchmark looks at it.
///
/// @param stages milliseconds by the stage's name
/// @param done the actions that have a receipt which says done
record Turn(
    String transcript,
    String reply,
    double audioMs,
    double totalMs,
    Map<String, Double> stages,
    List<String> done) {
  Turn {
    stages = Collections.unmodifiableMap(new LinkedHashMap<>(stages));
    done = List.copyOf(done);
  }

  static Turn of(Map<String, Object> json) {
    Map<String, Double> stages = new LinkedHashMap<>();
    double total = 0;
    if (json.get("ledger") instanceof Map<?, ?> ledger) {
      total = number(ledger.get("total_ms"));
      if (ledger.get("stages") instanceof Map<?, ?> parts) {
        parts.forEach((stage, ms) -> stages.put(String.valueOf(stage), number(ms)));
      }
    }
    return new Turn(
        text(json.get("transcript")),
        text(json.get("reply")),
        number(json.get("audio_ms")),
        total,
        stages,
        done(json.get("receipts")));
  }

  /// Whether something was answered aloud, so that there is a first sound to wait for.
  boolean spoken() {
    return !reply.isBlank() && audioMs > 0 && totalMs > 0;
  }

  /// Whether what no stage accounts for is within the larger of 10 ms and 5 % of the total.
  boolean sums() {
    double rest =
        totalMs
            - stages.entrySet().stream()
                .filter(stage -> !stage.getKey().equals("unattributed"))
                .mapToDouble(Map.Entry::getValue)
                .sum();
    return Math.abs(rest) <= Math.max(10, totalMs * 0.05);
  }

  private static List<String> done(@Nullable Object receipts) {
    if (!(receipts instanceof List<?> list)) {
      return List.of();
    }
    return list.stream()
        .filter(one -> one instanceof Map<?, ?> receipt && "done".equals(receipt.get("result")))
        .map(one -> String.valueOf(((Map<?, ?>) one).get("action")))
        .toList();
  }

  private static String text(@Nullable Object value) {
    return value == null ? "" : value.toString();
  }

  private static double number(@Nullable Object value) {
    return value instanceof Number number ? number.doubleValue() : 0;
  }
}
