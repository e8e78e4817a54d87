package dev.loqa.edge.llm;

import dev.loqa.protocol.ChatMessage;
import dev.loqa.protocol.JsonValues;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// A conversation that a model is to continue. What changes from turn to turn stands last, so that
/// servers that keep the beginning of a prompt find it again.
///
/// @param model the server's name for the model
/// @param messages the system's first, the person's last
/// @param tools in the form that both protocols share: `{"type": "function", "function": {"name",
///   "description", "parameters": JSON Schema}}`
/// @param maxTokens the most tokens of an answer
/// @param temperature 0 to 2
public record Chat(
    String model,
    List<ChatMessage> messages,
    List<Map<String, Object>> tools,
    int maxTokens,
    double temperature) {
  public Chat {
    messages = List.copyOf(messages);
    tools = tools.stream().map(JsonValues::copy).toList();
  }

  /// The beginning of a request, as both protocols write it; each adds its own.
  public Map<String, Object> request() {
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("model", model);
    body.put("messages", messages.stream().map(Chat::written).toList());
    if (!tools.isEmpty()) {
      body.put("tools", tools);
    }
    body.put("stream", true);
    return body;
  }

  /// In one order, so that the same prompt is the same bytes.
  private static Map<String, Object> written(ChatMessage message) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("role", message.role());
    fields.put("content", message.content());
    return fields;
  }
}
