package dev.loqa.edge.llm.ollama;

import dev.loqa.base.json.Json;
import dev.loqa.base.json.JsonException;
import dev.loqa.edge.llm.LanguageModel.Pieces;
import dev.loqa.edge.llm.LlmException;
import dev.loqa.edge.llm.ModelAnswer;
import dev.loqa.edge.llm.http.ModelServer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The lines of one answer of `/api/chat`: objects with `message{content, tool_calls}`, the last
/// one with `done: true` and the counts. A tool call comes whole. Used by one thread.
final class OllamaStream {
  private static final int MOST_CALLS = 16;

  private final String server;
  private final Pieces pieces;
  private final List<Map<String, Object>> calls = new ArrayList<>();
  private @Nullable Integer promptTokens;
  private @Nullable Integer completionTokens;
  private boolean done;

  OllamaStream(String server, Pieces pieces) {
    this.server = server;
    this.pieces = pieces;
  }

  boolean line(String line) {
    if (line.isBlank()) {
      return true;
    }
    Map<String, Object> object = object(line);
    ModelServer.fault(object)
        .ifPresent(fault -> {
          throw new LlmException(server + " failed: " + fault);
        });
    boolean more = true;
    if (object.get("message") instanceof Map<?, ?> message) {
      if (message.get("tool_calls") instanceof List<?> list) {
        list.forEach(this::call);
      }
      if (message.get("content") instanceof String content && !content.isEmpty()) {
        more = pieces.piece(content);
      }
    }
    done = !more || Boolean.TRUE.equals(object.get("done"));
    promptTokens = count(object.get("prompt_eval_count"), promptTokens);
    completionTokens = count(object.get("eval_count"), completionTokens);
    return !done;
  }

  private Map<String, Object> object(String line) {
    try {
      return Json.readObject(line);
    } catch (JsonException e) {
      throw new LlmException(
          "%s sent a line that is no JSON object: it broke off, or llm.url is not that of an Ollama server"
              .formatted(server),
          e);
    }
  }

  private void call(Object given) {
    if (!(given instanceof Map<?, ?> call)
        || !(call.get("function") instanceof Map<?, ?> function)
        || !(function.get("name") instanceof String name)
        || calls.size() >= MOST_CALLS) {
      return;
    }
    Map<String, Object> arguments = new LinkedHashMap<>();
    if (function.get("arguments") instanceof Map<?, ?> values) {
      values.forEach((key, value) -> arguments.put(String.valueOf(key), value));
    }
    calls.add(ModelAnswer.toolCall(name, arguments));
  }

  private static @Nullable Integer count(@Nullable Object value, @Nullable Integer before) {
    return value instanceof Number number ? Integer.valueOf(number.intValue()) : before;
  }

  /// What came with the text, after the last line.
  ModelAnswer end() {
    if (!done) {
      throw new LlmException(server + " broke off in the middle of an answer: see its log");
    }
    return new ModelAnswer(calls, promptTokens, completionTokens);
  }
}
