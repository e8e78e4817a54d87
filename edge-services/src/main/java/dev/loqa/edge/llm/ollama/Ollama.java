package dev.loqa.edge.llm.ollama;

import dev.loqa.edge.llm.Chat;
import dev.loqa.edge.llm.LanguageModel;
import dev.loqa.edge.llm.LlmException;
import dev.loqa.edge.llm.ModelAnswer;
import dev.loqa.edge.llm.http.ModelServer;
import dev.loqa.edge.llm.http.StatusException;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/// An Ollama server (`POST /api/chat`, `GET /api/tags`; docs.ollama.com/api). The model stays in
/// its memory between turns, with what it has computed of the prompt's beginning.
public final class Ollama implements LanguageModel {
  private final ModelServer server;
  private final Duration keepAlive;

  /// @param keepAlive how long the server keeps the model loaded after an answer
  public Ollama(ModelServer server, Duration keepAlive) {
    this.server = server;
    this.keepAlive = keepAlive;
  }

  @Override
  public String name() {
    return "ollama";
  }

  @Override
  public boolean configured() {
    return true;
  }

  @Override
  public ModelAnswer answer(Chat chat, Pieces pieces) throws InterruptedException {
    OllamaStream stream = new OllamaStream(server.name(), pieces);
    try {
      server.stream("/api/chat", body(chat), stream::line);
    } catch (StatusException e) {
      throw refused(chat.model(), e);
    }
    return stream.end();
  }

  /// Without a message the server loads the model and answers nothing.
  @Override
  public void load(String model, Duration within) throws InterruptedException {
    if (!keepAlive.isPositive()) {
      // It would be unloaded at once.
      return;
    }
    Map<String, Object> body = new Chat(model, List.of(), List.of(), 1, 0).request();
    body.put("keep_alive", keepAlive.toSeconds() + "s");
    OllamaStream stream = new OllamaStream(server.name(), piece -> true);
    try {
      server.stream("/api/chat", body, stream::line, within);
    } catch (StatusException e) {
      throw refused(model, e);
    }
    ModelAnswer _ = stream.end();
  }

  private Map<String, Object> body(Chat chat) {
    Map<String, Object> body = chat.request();
    // Thoughts are not spoken, and the person would wait for them.
    body.put("think", false);
    body.put("keep_alive", keepAlive.toSeconds() + "s");
    body.put("options", Map.of("num_predict", chat.maxTokens(), "temperature", chat.temperature()));
    return body;
  }

  private LlmException refused(String model, StatusException e) throws InterruptedException {
    return new LlmException(
        e.status() == 404 ? unknown(model, e) : String.valueOf(e.getMessage()), e);
  }

  /// What a 404 means: with an answer to the question for its models, the wrong model's name.
  private String unknown(String model, StatusException missing) throws InterruptedException {
    try {
      List<String> models = models();
      return models.isEmpty()
          ? "%s has no model yet: ollama pull %s".formatted(server.name(), model)
          : "%s has no model %s: set llm.models to one of %s, or ollama pull %s"
              .formatted(server.name(), model, String.join(", ", models), model);
    } catch (LlmException | StatusException e) {
      return missing.getMessage() + ": is llm.url that of an Ollama server?";
    }
  }

  private List<String> models() throws InterruptedException {
    return server.names("/api/tags", "models", "name");
  }

  @Override
  public void close() {
    server.close();
  }
}
