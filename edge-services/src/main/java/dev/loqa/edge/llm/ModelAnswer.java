package dev.loqa.edge.llm;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What a model said.
///
/// @param toolCalls calls of the request's tools, as the model made them; nobody has run them yet
/// @param promptTokens absent where the engine does not count
public record ModelAnswer(
    String content,
    List<Map<String, Object>> toolCalls,
    @Nullable Integer promptTokens,
    @Nullable Integer completionTokens) {
  public ModelAnswer {
    toolCalls = List.copyOf(toolCalls);
  }

  /// Words alone.
  public static ModelAnswer of(String content) {
    return new ModelAnswer(content, List.of(), null, null);
  }
}
