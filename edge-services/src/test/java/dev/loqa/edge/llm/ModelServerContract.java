package dev.loqa.edge.llm;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.loqa.edge.llm.http.RecordedServer;
import dev.loqa.edge.llm.http.ServerAddress;
import dev.loqa.protocol.ChatMessage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// What every engine behind an HTTP server does with good and with bad servers.
@Timeout(60)
abstract class ModelServerContract {
  private static final Duration LONG = Duration.ofSeconds(30);

  @TempDir private Path folder;

  abstract Recorded.Protocol protocol();

  abstract LanguageModel engine(ServerAddress address);

  /// The path of the list of models, and its answer.
  abstract String models(List<String> names);

  @Test
  void givesTheTextAsItComesWhateverTheBytesAreCutInto() throws Exception {
    Recorded.Protocol p = protocol();
    String frames = p.token("Grüß ") + p.token("\"Gott\"\n") + p.token("😀") + p.done();
    for (int size : List.of(1, 2, 7, 100_000)) {
      try (RecordedServer server = RecordedServer.streaming(p.type(), frames, size);
          LanguageModel engine = engine(at(server, LONG, LONG))) {
        List<String> pieces = new ArrayList<>();

        ModelAnswer answer = engine.answer(chat(), pieces::add);

        assertThat(pieces).containsExactly("Grüß ", "\"Gott\"\n", "😀");
        assertThat(answer.promptTokens()).isEqualTo(26);
        assertThat(answer.completionTokens()).isEqualTo(282);
        assertThat(answer.toolCalls()).isEmpty();
      }
    }
  }

  @Test
  void asksForTheModelWithMessagesAndToolsInOrderAndSendsTheKey() throws Exception {
    Path key = Files.writeString(folder.resolve("key"), "sk-123\n");
    try (RecordedServer server = RecordedServer.streaming(protocol().type(), protocol().done(), 9);
        LanguageModel engine = engine(new ServerAddress(server.url(), key, LONG, LONG))) {
      assertThat(engine.answer(chat(), piece -> true).toolCalls()).isEmpty();

      RecordedServer.Request request = server.request();
      Map<String, Object> body = Recorded.body(request.body());
      assertThat(request.headers()).contains("Authorization: Bearer sk-123");
      assertThat(request.headers()).doesNotContainIgnoringCase("upgrade");
      assertThat(body).containsEntry("model", "llama3.2").containsEntry("stream", true);
      // Byte by byte the same each time, so that servers find the beginning of a prompt again.
      assertThat(request.body())
          .contains(
              "\"messages\":[{\"role\":\"system\",\"content\":\"be brief\"},"
                  + "{\"role\":\"user\",\"content\":\"why\"}]");
      assertThat(String.valueOf(body.get("tools"))).contains("timer_start");
    }
  }

  @Test
  void twoQuestionsDifferInNothingButTheirWords() throws Exception {
    // A server finds again what it has computed of a prompt as far as it is the same.
    List<String> bodies = new ArrayList<>();
    for (String words : List.of("why", "how")) {
      try (RecordedServer server =
              RecordedServer.streaming(protocol().type(), protocol().done(), 9);
          LanguageModel engine = engine(at(server, LONG, LONG))) {
        Chat chat = chat();
        List<ChatMessage> messages =
            List.of(chat.messages().getFirst(), new ChatMessage("user", words));
        assertThat(engine.answer(new Chat("m", messages, chat.tools(), 64, 0.5), piece -> true))
            .isNotNull();
        bodies.add(server.request().body());
      }
    }
    assertThat(bodies.get(0).replace("\"why\"", "\"how\"")).isEqualTo(bodies.get(1));
  }

  @Test
  void readsToolCallsWholeOrInFragments() throws Exception {
    String frames = protocol().call("timer_start", "{\"duration\":300}") + protocol().done();
    try (RecordedServer server = RecordedServer.streaming(protocol().type(), frames, 5);
        LanguageModel engine = engine(at(server, LONG, LONG))) {
      assertThat(engine.answer(chat(), piece -> true).toolCalls())
          .containsExactly(ModelAnswer.toolCall("timer_start", Map.of("duration", 300L)));
    }
  }

  @Test
  void aWrongModelIsAnsweredWithThoseThatAreThere() throws Exception {
    try (RecordedServer server =
            new RecordedServer((request, out) -> {
              if (request.line().startsWith("GET")) {
                RecordedServer.whole(out, 200, "", models(List.of("qwen3:4b", "gemma3:1b")));
              } else {
                RecordedServer.whole(out, 404, "", protocol().fault("model not found"));
              }
            });
        LanguageModel engine = engine(at(server, LONG, LONG))) {
      assertThatThrownBy(() -> engine.answer(chat(), piece -> true))
          .isInstanceOf(LlmException.class)
          .hasMessageContaining("has no model llama3.2")
          .hasMessageContaining("qwen3:4b, gemma3:1b");
    }
  }

  @Test
  void loadsAModelWithoutAskingItAnything() throws Exception {
    try (RecordedServer server = RecordedServer.streaming(protocol().type(), protocol().done(), 9);
        LanguageModel engine = engine(at(server, LONG, LONG))) {
      engine.load("llama3.2", LONG);

      Map<String, Object> body = Recorded.body(server.request().body());
      assertThat(body).containsEntry("model", "llama3.2").doesNotContainKey("tools");
      assertThat(String.valueOf(body)).doesNotContain("system");
    }
  }

  @Test
  void loadingMayTakeLongerThanAnAnswerButNotForEver() throws Exception {
    Duration brief = Duration.ofMillis(50);
    CountDownLatch never = new CountDownLatch(1);
    CountDownLatch loading = new CountDownLatch(1);
    try (RecordedServer slow =
            new RecordedServer((request, out) -> {
              boolean _ = loading.await(200, TimeUnit.MILLISECONDS);
              RecordedServer.head(out, 200, protocol().type());
              RecordedServer.chunk(out, protocol().done());
              RecordedServer.end(out);
            });
        RecordedServer stuck = new RecordedServer((request, out) -> never.await());
        LanguageModel first = engine(at(slow, brief, brief));
        LanguageModel second = engine(at(stuck, LONG, LONG))) {
      first.load("llama3.2", LONG);
      assertThatThrownBy(() -> second.load("llama3.2", brief))
          .isInstanceOf(LlmException.class)
          .hasMessageContaining("did not answer within 50 ms");
      assertThat(stuck.clientLeft()).isTrue();
    }
    never.countDown();
  }

  @Test
  void aServerThatIsNoneOrSendsOnIsNamedWithTheWayOut() throws Exception {
    try (RecordedServer server =
            new RecordedServer((request, out) ->
                RecordedServer.whole(out, 307, "Location: http://elsewhere.example/\r\n", ""));
        LanguageModel engine = engine(at(server, LONG, LONG))) {
      assertThatThrownBy(() -> engine.answer(chat(), piece -> true))
          .isInstanceOf(LlmException.class)
          .hasMessageContaining("http://elsewhere.example/")
          .hasMessageContaining("set llm.url");
    }
    RecordedServer gone = RecordedServer.streaming("text/plain", "", 1);
    gone.close();
    try (LanguageModel engine = engine(at(gone, LONG, LONG))) {
      assertThatThrownBy(() -> engine.answer(chat(), piece -> true))
          .isInstanceOf(LlmException.class)
          .hasMessageContaining("cannot be reached")
          .hasMessageContaining("start it, or correct llm.url");
    }
  }

  @Test
  void whatWasSaidBeforeABreakStandsAndTheBreakIsNamed() throws Exception {
    Recorded.Protocol p = protocol();
    String token = p.token("One. ");
    Map<String, String> broken =
        Map.of(
            token,
            "broke off",
            token + p.token("Two. ").substring(0, 60),
            "no JSON object",
            token + p.fault("the runner has crashed") + "\n",
            "the runner has crashed",
            token + "x".repeat(300_000),
            "a line of more than",
            token + "<html>garbage</html>\n",
            "llm.url");
    for (Map.Entry<String, String> each : broken.entrySet()) {
      try (RecordedServer server = RecordedServer.streaming(p.type(), each.getKey(), 50_000);
          LanguageModel engine = engine(at(server, LONG, LONG))) {
        List<String> pieces = new ArrayList<>();

        assertThatThrownBy(() -> engine.answer(chat(), pieces::add))
            .isInstanceOf(LlmException.class)
            .hasMessageContaining(each.getValue());

        assertThat(pieces).containsExactly("One. ");
      }
    }
  }

  @Test
  void aConnectionThatIsCutInAChunkIsABreak() throws Exception {
    try (RecordedServer server =
            new RecordedServer((request, out) -> {
              RecordedServer.head(out, 200, protocol().type());
              RecordedServer.chunk(out, protocol().token("One. "));
              out.write("ff\r\n{".getBytes(UTF_8));
              out.close();
            });
        LanguageModel engine = engine(at(server, LONG, LONG))) {
      assertThatThrownBy(() -> engine.answer(chat(), piece -> true))
          .isInstanceOf(LlmException.class)
          .hasMessageContaining("broke off");
    }
  }

  @Test
  void silenceBeforeAndWithinAnAnswerEndsIt() throws Exception {
    CountDownLatch never = new CountDownLatch(1);
    Duration brief = Duration.ofMillis(100);
    try (RecordedServer mute = new RecordedServer((request, out) -> never.await());
        RecordedServer halting =
            new RecordedServer((request, out) -> {
              RecordedServer.head(out, 200, protocol().type());
              RecordedServer.chunk(out, protocol().token("One. "));
              never.await();
            });
        LanguageModel first = engine(at(mute, brief, LONG));
        LanguageModel second = engine(at(halting, LONG, brief))) {
      assertThatThrownBy(() -> first.answer(chat(), piece -> true))
          .hasMessageContaining("did not answer within 100 ms");
      assertThat(mute.clientLeft()).isTrue();
      assertThatThrownBy(() -> second.answer(chat(), piece -> true))
          .hasMessageContaining("sent nothing for 100 ms");
      assertThat(halting.clientLeft()).isTrue();
    }
    never.countDown();
  }

  @Test
  void aServerThatNeverEndsIsLeftWhenThereIsEnough() throws Exception {
    try (RecordedServer server = endless();
        LanguageModel engine = engine(at(server, LONG, LONG))) {
      List<String> pieces = new ArrayList<>();

      ModelAnswer answer =
          engine.answer(
              chat(),
              piece -> {
                pieces.add(piece);
                return pieces.size() < 5;
              });

      assertThat(pieces).hasSize(5);
      assertThat(answer.toolCalls()).isEmpty();
      assertThat(server.clientLeft()).isTrue();
    }
  }

  @Test
  void anInterruptClosesTheConnectionAtOnce() throws Exception {
    try (RecordedServer server = endless();
        LanguageModel engine = engine(at(server, LONG, LONG))) {
      CountDownLatch begun = new CountDownLatch(1);
      AtomicReference<@Nullable Throwable> ended = new AtomicReference<>();
      Thread asking =
          Thread.ofVirtual()
              .start(() -> {
                try {
                  engine.answer(
                      chat(),
                      piece -> {
                        begun.countDown();
                        return true;
                      });
                } catch (InterruptedException | RuntimeException e) {
                  ended.set(e);
                }
              });
      assertThat(begun.await(10, TimeUnit.SECONDS)).isTrue();

      asking.interrupt();

      assertThat(asking.join(Duration.ofSeconds(10))).isTrue();
      assertThat(ended.get()).isInstanceOf(InterruptedException.class);
      assertThat(server.clientLeft()).isTrue();
    }
  }

  private RecordedServer endless() throws IOException {
    return new RecordedServer((request, out) -> {
      RecordedServer.head(out, 200, protocol().type());
      while (!Thread.currentThread().isInterrupted()) {
        RecordedServer.chunk(out, protocol().token("and on "));
      }
    });
  }

  private static ServerAddress at(RecordedServer server, Duration first, Duration silence) {
    return new ServerAddress(server.url(), null, first, silence);
  }

  private static Chat chat() {
    return new Chat(
        "llama3.2",
        List.of(new ChatMessage("system", "be brief"), new ChatMessage("user", "why")),
        List.of(
            Map.of(
                "type",
                "function",
                "function",
                Map.of("name", "timer_start", "parameters", Map.of("type", "object")))),
        64,
        0.5);
  }
}
