package dev.loqa.protocol;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What the language model answers: a partial piece, then the final whole.
///
/// @param toolCalls of the final one: calls of the request's tools as the model made them, each
///   `{"name", "arguments"}`; whoever asked checks and runs them
/// @param error of the final one: why the answer is none, or ends early; absent when it is whole
/// @param stageMs milliseconds of each stage that this step closes, from the monotonic clock of who
///   did it
public record NluResponse(
    SessionId sessionId,
    String content,
    boolean partial,
    @Nullable String traceId,
    @Nullable Integer promptTokens,
    @Nullable Integer completionTokens,
    @Nullable Long latencyMs,
    Instant timestamp,
    List<Map<String, Object>> toolCalls,
    @Nullable String error,
    @Nullable TurnId turnId,
    Map<String, Double> stageMs)
    implements Message {
  public NluResponse {
    toolCalls = toolCalls.stream().map(JsonValues::copy).toList();
    stageMs = Map.copyOf(stageMs);
  }
}
