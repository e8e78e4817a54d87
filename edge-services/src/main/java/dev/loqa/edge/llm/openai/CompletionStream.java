package dev.loqa.edge.llm.openai;

import dev.loqa.base.json.Json;
import dev.loqa.base.json.JsonException;
import dev.loqa.edge.llm.LanguageModel.Pieces;
import dev.loqa.edge.llm.LlmException;
import dev.loqa.edge.llm.ModelAnswer;
import dev.loqa.edge.llm.http.ModelServer;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The server-sent events of one completion: `data:` lines with `choices[0].delta`, the last one
/// `data: [DONE]`. Comments, other fields and empty lines mean nothing here: every event of this
/// protocol is one line. Used by one thread.
final class CompletionStream {
  private static final String DATA = "data:";

  private final String server;
  private final Pieces pieces;
  private final CallFragments calls;
  private @Nullable Integer promptTokens;
  private @Nullable Integer completionTokens;
  private boolean finished;

  CompletionStream(String server, Pieces pieces) {
    this.server = server;
    this.pieces = pieces;
    this.calls = new CallFragments(server);
  }

  boolean line(String line) {
    if (line.startsWith("{")) {
      // Not a stream at all: some servers report errors so.
      throw new LlmException(server + " failed: " + ModelServer.fault(line));
    }
    if (!line.startsWith(DATA)) {
      return foreign(line);
    }
    String data = line.substring(DATA.length()).strip();
    if (data.equals("[DONE]")) {
      finished = true;
      return false;
    }
    return data.isEmpty() || event(object(data));
  }

  private boolean foreign(String line) {
    boolean known =
        line.isEmpty()
            || line.startsWith(":")
            || List.of("event", "id", "retry").contains(line.split(":", 2)[0]);
    if (!known) {
      throw new LlmException(
          "%s sent what is no event: llm.url is not that of a server with /v1/chat/completions"
              .formatted(server));
    }
    return true;
  }

  private boolean event(Map<String, Object> event) {
    ModelServer.fault(event)
        .ifPresent(fault -> {
          throw new LlmException(server + " failed: " + fault);
        });
    if (event.get("usage") instanceof Map<?, ?> usage) {
      promptTokens = count(usage.get("prompt_tokens"), promptTokens);
      completionTokens = count(usage.get("completion_tokens"), completionTokens);
    }
    if (!(event.get("choices") instanceof List<?> choices)
        || choices.isEmpty()
        || !(choices.getFirst() instanceof Map<?, ?> choice)) {
      return true;
    }
    boolean more = true;
    if (choice.get("delta") instanceof Map<?, ?> delta) {
      if (delta.get("tool_calls") instanceof List<?> fragments) {
        fragments.forEach(calls::add);
      }
      if (delta.get("content") instanceof String content && !content.isEmpty()) {
        more = pieces.piece(content);
      }
    }
    // Whole without [DONE], which not every server sends; the counts may still follow.
    finished |= !more || choice.get("finish_reason") != null;
    return more;
  }

  private Map<String, Object> object(String data) {
    try {
      return Json.readObject(data);
    } catch (JsonException e) {
      throw new LlmException(
          "%s sent an event that is no JSON object: it broke off, or is no model server"
              .formatted(server),
          e);
    }
  }

  private static @Nullable Integer count(@Nullable Object value, @Nullable Integer before) {
    return value instanceof Number number ? Integer.valueOf(number.intValue()) : before;
  }

  /// What came with the text, after the last line.
  ModelAnswer end() {
    if (!finished) {
      throw new LlmException(server + " broke off in the middle of an answer: see its log");
    }
    return new ModelAnswer(calls.whole(), promptTokens, completionTokens);
  }
}
