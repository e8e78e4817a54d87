package dev.loqa.edge.llm.openai;

import dev.loqa.edge.llm.Chat;
import dev.loqa.edge.llm.LanguageModel;
import dev.loqa.edge.llm.LlmException;
import dev.loqa.edge.llm.ModelAnswer;
import dev.loqa.edge.llm.http.ModelServer;
import dev.loqa.edge.llm.http.StatusException;
import dev.loqa.protocol.ChatMessage;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/// A server with `POST /v1/chat/completions` as a stream of server-sent events, and `GET
/// /v1/models`.
public final class ChatCompletions implements LanguageModel {
  private static final String PATH = "/v1/chat/completions";

  private final ModelServer server;
  private final boolean cachePrompt;

  /// @param cachePrompt whether `cache_prompt` is sent, which llama.cpp knows and strict servers
  ///   refuse
  public ChatCompletions(ModelServer server, boolean cachePrompt) {
    this.server = server;
    this.cachePrompt = cachePrompt;
  }

  @Override
  public String name() {
    return "openai";
  }

  @Override
  public boolean configured() {
    return true;
  }

  @Override
  public ModelAnswer answer(Chat chat, Pieces pieces) throws InterruptedException {
    CompletionStream stream = new CompletionStream(server.name(), pieces);
    try {
      server.stream(PATH, body(chat), stream::line);
    } catch (StatusException e) {
      throw refused(chat, e);
    }
    return stream.end();
  }

  /// One token is the least that this protocol can ask for.
  @Override
  public void load(String model, Duration within) throws InterruptedException {
    Chat chat = new Chat(model, List.of(new ChatMessage("user", "Hello")), List.of(), 1, 0);
    CompletionStream stream = new CompletionStream(server.name(), piece -> true);
    try {
      server.stream(PATH, body(chat), stream::line, within);
    } catch (StatusException e) {
      throw refused(chat, e);
    }
    ModelAnswer _ = stream.end();
  }

  private LlmException refused(Chat chat, StatusException e) throws InterruptedException {
    boolean unknown = e.status() == 404 || e.status() == 400;
    return new LlmException(unknown ? withModels(chat, e) : String.valueOf(e.getMessage()), e);
  }

  private Map<String, Object> body(Chat chat) {
    Map<String, Object> body = chat.request();
    body.put("stream_options", Map.of("include_usage", true));
    body.put("max_tokens", chat.maxTokens());
    body.put("temperature", chat.temperature());
    if (cachePrompt) {
      body.put("cache_prompt", true);
    }
    return body;
  }

  private String withModels(Chat chat, StatusException refused) throws InterruptedException {
    try {
      List<String> models = models();
      return models.isEmpty() || models.contains(chat.model())
          ? String.valueOf(refused.getMessage())
          : "%s has no model %s: set llm.models to one of %s"
              .formatted(server.name(), chat.model(), String.join(", ", models));
    } catch (LlmException | StatusException e) {
      return refused.getMessage() + ": is llm.url that of a server with /v1/chat/completions?";
    }
  }

  private List<String> models() throws InterruptedException {
    return server.names("/v1/models", "data", "id");
  }

  @Override
  public void close() {
    server.close();
  }
}
