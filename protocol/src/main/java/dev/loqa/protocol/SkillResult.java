package dev.loqa.protocol;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A skill ended well; its receipts are verified by the host.
///
/// @param stageMs milliseconds of each stage that this step closes, from the monotonic clock of who
///   did it
public record SkillResult(
    InvocationId invocationId,
    SessionId sessionId,
    String skill,
    @Nullable String intent,
    List<Receipt> receipts,
    @Nullable String say,
    @Nullable TurnId turnId,
    Map<String, Double> stageMs)
    implements Message {
  public SkillResult {
    receipts = List.copyOf(receipts);
    stageMs = Map.copyOf(stageMs);
  }
}
