package dev.loqa.protocol;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A prompt for a language model.
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
    @Nullable TurnId turnId)
    implements Message {
  public NluRequest {
    messages = List.copyOf(messages);
    tools = tools.stream().map(JsonValues::copy).toList();
  }
}
