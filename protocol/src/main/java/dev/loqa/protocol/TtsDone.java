package dev.loqa.protocol;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Every piece of an answer was sent.
///
/// @param completed false when it was cut short
/// @param nextSequence the number that the next piece of the same answer would have; absent from
///   who does not know answers in parts
/// @param stageMs milliseconds of each stage that this step closes, from the monotonic clock of who
///   did it
public record TtsDone(
    SessionId sessionId,
    @Nullable String target,
    boolean completed,
    Instant timestamp,
    @Nullable Long nextSequence,
    @Nullable TurnId turnId,
    Map<String, Double> stageMs)
    implements Message {
  public TtsDone {
    stageMs = Map.copyOf(stageMs);
  }

  /// The end of an answer in one part.
  public TtsDone(
      SessionId sessionId,
      @Nullable String target,
      boolean completed,
      Instant timestamp,
      @Nullable TurnId turnId,
      Map<String, Double> stageMs) {
    this(sessionId, target, completed, timestamp, null, turnId, stageMs);
  }
}
