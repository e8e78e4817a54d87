package dev.loqa.edge.llm;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loqa.edge.llm.http.ModelServer;
import dev.loqa.edge.llm.http.RecordedServer;
import dev.loqa.edge.llm.http.ServerAddress;
import dev.loqa.edge.llm.ollama.Ollama;
import dev.loqa.protocol.ChatMessage;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class OllamaTest extends ModelServerContract {
  @Override
  Recorded.Protocol protocol() {
    return Recorded.OLLAMA;
  }

  @Override
  LanguageModel engine(ServerAddress address) {
    return new Ollama(new ModelServer(address), Duration.ofMinutes(30));
  }

  @Override
  String models(List<String> names) {
    return "{\"models\":["
        + String.join(",", names.stream().map("{\"name\":\"%s\",\"size\":1}"::formatted).toList())
        + "]}";
  }

  @Test
  void keepsTheModelLoadedAndAsksForNoThoughts() throws Exception {
    Duration second = Duration.ofSeconds(20);
    try (RecordedServer server = RecordedServer.streaming("x/y", Recorded.OLLAMA.done(), 50);
        LanguageModel engine = engine(new ServerAddress(server.url(), null, second, second))) {
      Chat chat = new Chat("m", List.of(new ChatMessage("user", "hi")), List.of(), 64, 0.5);
      assertThat(engine.answer(chat, piece -> true).toolCalls()).isEmpty();

      RecordedServer.Request request = server.request();
      assertThat(request.line()).isEqualTo("POST /api/chat HTTP/1.1");
      assertThat(Recorded.body(request.body()))
          .containsEntry("keep_alive", "1800s")
          .containsEntry("think", false)
          .containsEntry("options", Map.of("num_predict", 64L, "temperature", 0.5))
          .doesNotContainKey("tools");
    }
  }

  @Test
  void isAskedToLoadWithoutAMessageAndNotWhenItWouldUnloadAtOnce() throws Exception {
    Duration second = Duration.ofSeconds(20);
    try (RecordedServer server = RecordedServer.streaming("x/y", Recorded.OLLAMA.done(), 50)) {
      ServerAddress address = new ServerAddress(server.url(), null, second, second);
      try (LanguageModel brief = new Ollama(new ModelServer(address), Duration.ZERO);
          LanguageModel usual = engine(address)) {
        brief.load("small", second);
        usual.load("large", second);
      }

      assertThat(Recorded.body(server.request().body()))
          .isEqualTo(
              Map.of(
                  "model", "large", "messages", List.of(), "stream", true, "keep_alive", "1800s"));
    }
  }
}
