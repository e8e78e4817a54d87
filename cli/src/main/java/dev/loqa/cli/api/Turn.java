package dev.loqa.cli.api;

import dev.loqa.base.json.Json;
import dev.loqa.protocol.Receipt;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// One turn as Loqa reported it.
///
/// @param slots what the words gave, by name
/// @param audioMs length of the spoken answer; 0 when nothing was spoken
/// @param traceId to find it in traces
/// @param source the skill whose own words the reply is; none: Loqa answers for it
public record Turn(
    String session,
    String turn,
    String transcript,
    @Nullable String language,
    @Nullable String intent,
    Map<String, Object> slots,
    @Nullable String skill,
    String reply,
    List<Receipt> receipts,
    double audioMs,
    Times ledger,
    @Nullable String traceId,
    @Nullable String source) {

  /// Where its time went.
  ///
  /// @param stages milliseconds by stage, `unattributed` among them
  public record Times(double totalMs, Map<String, Double> stages) {
    public Times {
      stages = Collections.unmodifiableMap(new LinkedHashMap<>(stages));
    }

    /// Whether what no stage accounts for is within the larger of 10 ms and 5 %.
    public boolean sums() {
      return Math.abs(stages.getOrDefault("unattributed", 0.0)) <= Math.max(10, totalMs * 0.05);
    }
  }

  public Turn {
    slots = Collections.unmodifiableMap(new LinkedHashMap<>(slots));
    receipts = List.copyOf(receipts);
  }

  /// Reads a turn out of an answer; a missing field is the empty one.
  public static Turn of(Map<String, Object> json) {
    return Json.fromMap(withDefaults(json), Turn.class);
  }

  private static Map<String, Object> withDefaults(Map<String, Object> json) {
    Map<String, Object> whole = new LinkedHashMap<>();
    whole.put("session", "");
    whole.put("turn", "");
    whole.put("transcript", "");
    whole.put("reply", "");
    whole.put("slots", Map.of());
    whole.put("receipts", List.of());
    whole.put("audio_ms", 0.0);
    whole.put("ledger", Map.of("total_ms", 0.0, "stages", Map.of()));
    json.forEach((key, value) -> {
      if (value != null) {
        whole.put(key, value);
      }
    });
    return whole;
  }

  /// Whether everything it did is known to have happened.
  public boolean allDone() {
    return receipts.stream().allMatch(Receipt::done);
  }
}
