package dev.loqa.edge.llm;

import dev.loqa.protocol.ChatMessage;
import dev.loqa.protocol.NluRequest;
import java.util.ArrayList;
import java.util.List;

/// Requests as models take them. Pure.
final class Chats {
  /// Where a request brings no system message of its own.
  private static final String SYSTEM =
      "You are the voice of a home. Answer in a few short plain sentences that can be spoken,"
          + " without lists, markup or emoji. Say when you do not know something.";

  private Chats() {}

  /// What does not change from turn to turn stands first.
  static Chat of(NluRequest request, String model, LlmConfig config) {
    List<ChatMessage> messages = new ArrayList<>();
    String system = request.system();
    messages.add(new ChatMessage("system", system == null ? SYSTEM : system));
    messages.addAll(request.messages());
    messages.add(new ChatMessage("user", request.prompt()));
    Integer tokens = request.maxTokens();
    Double temperature = request.temperature();
    return new Chat(
        model,
        messages,
        request.tools(),
        tokens == null ? config.maxTokens() : Math.clamp(tokens, 1, 8_192),
        temperature == null ? config.temperature() : Math.clamp(temperature, 0.0, 2.0));
  }

  /// Characters of a request that a model has to read.
  static long length(NluRequest request) {
    String system = request.system();
    return (long) request.prompt().length()
        + (system == null ? 0 : system.length())
        + request.messages().stream().mapToLong(m -> m.content().length()).sum()
        + request.tools().stream().mapToLong(tool -> tool.toString().length()).sum();
  }
}
