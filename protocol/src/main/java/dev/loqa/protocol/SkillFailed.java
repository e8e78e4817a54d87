package dev.loqa.protocol;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A skill did not end well; nothing of its transaction happened.
///
/// @param error thing, fault, way out
/// @param stageMs milliseconds of each stage that this step closes, from the monotonic clock of who
///   did it
public record SkillFailed(
    InvocationId invocationId,
    SessionId sessionId,
    String skill,
    @Nullable String intent,
    List<Receipt> receipts,
    @Nullable String say,
    String error,
    @Nullable TurnId turnId,
    Map<String, Double> stageMs)
    implements Message {
  public SkillFailed {
    receipts = List.copyOf(receipts);
    stageMs = Map.copyOf(stageMs);
  }
}
