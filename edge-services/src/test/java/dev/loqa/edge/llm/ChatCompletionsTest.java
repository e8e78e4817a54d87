package dev.loqa.edge.llm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.loqa.edge.llm.http.ModelServer;
import dev.loqa.edge.llm.http.RecordedServer;
import dev.loqa.edge.llm.http.ServerAddress;
import dev.loqa.edge.llm.openai.ChatCompletions;
import dev.loqa.protocol.ChatMessage;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ChatCompletionsTest extends ModelServerContract {
  private static final Duration LONG = Duration.ofSeconds(20);
  private static final Chat CHAT =
      new Chat("m", List.of(new ChatMessage("user", "hi")), List.of(), 64, 0.5);

  @Override
  Recorded.Protocol protocol() {
    return Recorded.OPENAI;
  }

  @Override
  LanguageModel engine(ServerAddress address) {
    return new ChatCompletions(new ModelServer(address), true);
  }

  @Override
  String models(List<String> names) {
    return "{\"object\":\"list\",\"data\":["
        + String.join(
            ",", names.stream().map("{\"id\":\"%s\",\"object\":\"model\"}"::formatted).toList())
        + "]}";
  }

  @Test
  void asksForCountsAndForAKeptPrompt() throws Exception {
    try (RecordedServer server = RecordedServer.streaming("x/y", Recorded.OPENAI.done(), 50);
        LanguageModel engine = engine(new ServerAddress(server.url(), null, LONG, LONG))) {
      assertThat(engine.answer(CHAT, piece -> true).toolCalls()).isEmpty();

      RecordedServer.Request request = server.request();
      assertThat(request.line()).isEqualTo("POST /v1/chat/completions HTTP/1.1");
      assertThat(Recorded.body(request.body()))
          .containsEntry("cache_prompt", true)
          .containsEntry("max_tokens", 64L)
          .containsEntry("stream_options", Map.of("include_usage", true));
    }
  }

  @Test
  void commentsOtherFieldsAndCarriageReturnsMeanNothing() throws Exception {
    String frames =
        ": keep-alive\r\n\r\nevent: message\r\nid: 1\r\n"
            + Recorded.OPENAI.token("Hi.").replace("\n", "\r\n")
            + "data:\n\n"
            + Recorded.OPENAI.done();
    List<String> pieces = new ArrayList<>();
    try (RecordedServer server = RecordedServer.streaming("text/event-stream", frames, 3);
        LanguageModel engine = engine(new ServerAddress(server.url(), null, LONG, LONG))) {
      assertThat(engine.answer(CHAT, pieces::add).promptTokens()).isEqualTo(26);
    }
    assertThat(pieces).containsExactly("Hi.");
  }

  @Test
  void aCallWhoseArgumentsAreHalfAJsonIsAFault() throws Exception {
    String frames = Recorded.OPENAI.call("timer_start", "{\"duration\":3") + Recorded.OPENAI.done();
    try (RecordedServer server = RecordedServer.streaming("text/event-stream", frames, 70);
        LanguageModel engine = engine(new ServerAddress(server.url(), null, LONG, LONG))) {
      assertThatThrownBy(() -> engine.answer(CHAT, piece -> true))
          .isInstanceOf(LlmException.class)
          .hasMessageContaining("calls timer_start with what is no JSON object");
    }
  }
}
