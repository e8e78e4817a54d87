package dev.loqa.protocol;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A prompt for a language model.
///
/// @param node who alone is to answer: it travels in the subject too; absent for whoever is free
public record NluRequest(
    SessionId sessionId,
    String prompt,
    @Nullable String system,
    @Nullable String tier,
    @Nullable Integer maxTokens,
    @Nullable Double temperature,
    @Nullable String traceId,
    Instant timestamp,
    List<ChatMessage> messages,
    List<Map<String, Object>> tools,
    @Nullable TurnId turnId,
    @Nullable NodeId node)
    implements Message {
  public NluRequest {
    messages = List.copyOf(messages);
    tools = tools.stream().map(JsonValues::copy).toList();
  }

  /// For whoever is free.
  public NluRequest(
      SessionId sessionId,
      String prompt,
      @Nullable String system,
      @Nullable String tier,
      @Nullable Integer maxTokens,
      @Nullable Double temperature,
      @Nullable String traceId,
      Instant timestamp,
      List<ChatMessage> messages,
      List<Map<String, Object>> tools,
      @Nullable TurnId turnId) {
    this(
        sessionId,
        prompt,
        system,
        tier,
        maxTokens,
        temperature,
        traceId,
        timestamp,
        messages,
        tools,
        turnId,
        null);
  }

  /// The same for one node alone.
  public NluRequest at(NodeId one) {
    return new NluRequest(
        sessionId,
        prompt,
        system,
        tier,
        maxTokens,
        temperature,
        traceId,
        timestamp,
        messages,
        tools,
        turnId,
        one);
  }
}
