package dev.loqa.edge.llm;

import dev.loqa.protocol.JsonValues;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What came with a model's text.
///
/// @param toolCalls calls of the request's tools, as the model made them, each `{"name",
///   "arguments"}`; nobody has run or checked them yet
/// @param promptTokens absent where the engine does not count
public record ModelAnswer(
    List<Map<String, Object>> toolCalls,
    @Nullable Integer promptTokens,
    @Nullable Integer completionTokens) {
  /// Text alone.
  public static final ModelAnswer TEXT = new ModelAnswer(List.of(), null, null);

  public ModelAnswer {
    toolCalls = toolCalls.stream().map(JsonValues::copy).toList();
  }

  /// One tool call.
  public static Map<String, Object> toolCall(String name, Map<String, Object> arguments) {
    return Map.of("name", name, "arguments", arguments);
  }
}
