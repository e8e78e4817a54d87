package dev.loqa.edge.stt.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loqa.base.json.Json;
import dev.loqa.bus.InMemoryBus;
import dev.loqa.edge.stt.HttpSettings;
import dev.loqa.edge.stt.Sounds;
import dev.loqa.edge.stt.SttConfig;
import dev.loqa.edge.stt.SttService;
import dev.loqa.protocol.AudioFrame;
import dev.loqa.protocol.Bytes;
import dev.loqa.protocol.NodeId;
import dev.loqa.protocol.SessionDegraded;
import dev.loqa.protocol.SessionId;
import dev.loqa.protocol.SttOpen;
import dev.loqa.protocol.SttOpened;
import dev.loqa.protocol.Subjects;
import dev.loqa.protocol.Transcript;
import dev.loqa.protocol.TurnId;
import dev.loqa.protocol.Vocabulary;
import dev.loqa.understanding.IntentSpec;
import dev.loqa.understanding.Lexicon;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// The service with a server behind it: from frames on the bus to words on the bus.
@Timeout(60)
final class HttpServiceTest {
  private static final SessionId SESSION = new SessionId("s-1");
  private static final TurnId TURN = new TurnId("t-1");
  private static final int FRAME = 320;

  private final InMemoryBus bus = new InMemoryBus();
  private final BlockingQueue<Transcript> finals = new LinkedBlockingQueue<>();
  private final BlockingQueue<SessionDegraded> degraded = new LinkedBlockingQueue<>();

  private Transcript hear(ScriptedServer server) throws InterruptedException {
    var lexicon =
        Lexicon.english(
            List.of(new IntentSpec("home.on", List.of("turn on the lamp"), Map.of())), Map.of());
    bus.subscribe(
        Subjects.VOCABULARY_GET,
        delivery -> bus.respond(delivery, new Vocabulary("en", "v1", Json.toMap(lexicon))));
    bus.subscribe(Subjects.TRANSCRIPT_FINAL, delivery -> finals.add(delivery.as(Transcript.class)));
    bus.subscribe(
        Subjects.SESSION_DEGRADED, delivery -> degraded.add(delivery.as(SessionDegraded.class)));
    try (var service = SttService.start(bus, config(server))) {
      assertThat(service.awaitReady(30_000)).isTrue();
      assertThat(service.capabilities()).contains("stt.engine.http");
      bus.request(new SttOpen(SESSION, TURN, 16_000, null, null), Duration.ofSeconds(30))
          .as(SttOpened.class);
      send(Sounds.join(Sounds.noise(300, 10, 1), Sounds.tone(900, 4000), Sounds.noise(900, 10, 2)));
      return Objects.requireNonNull(finals.poll(30, TimeUnit.SECONDS));
    } finally {
      bus.close();
    }
  }

  private static SttConfig config(ScriptedServer server) {
    var usual = SttConfig.defaults(new NodeId("edge-stt"));
    return new SttConfig(
        usual.node(),
        "http",
        usual.language(),
        usual.recognizers(),
        usual.rejectBelow(),
        usual.partialEvery(),
        usual.endpoint(),
        usual.vad(),
        usual.pocketsphinx(),
        usual.whisper(),
        new HttpSettings(server.url(), "m", "", "", true, false, Duration.ofSeconds(20)));
  }

  private void send(short[] sound) {
    for (int sequence = 0; sequence * FRAME < sound.length; sequence++) {
      var bytes = ByteBuffer.allocate(2 * FRAME).order(ByteOrder.LITTLE_ENDIAN);
      bytes.asShortBuffer().put(sound, sequence * FRAME, FRAME);
      bus.publish(new AudioFrame(SESSION, sequence, 16_000, 1, Bytes.wrap(bytes.array()), false));
    }
  }

  @Test
  void framesBecomeWordsThatTheServerWrote() throws InterruptedException {
    try (var server = new ScriptedServer(ScriptedServer.hears("Turn on the lamp!"))) {
      var heard = hear(server);

      assertThat(heard.text()).isEqualTo("turn on the lamp");
      assertThat(heard.turnId()).isEqualTo(TURN);
      assertThat(degraded).isEmpty();
      // The sentences of the house go along; the sound that warms recognizers up does not.
      assertThat(server.requests()).hasSize(1);
      assertThat(server.requests().getFirst().field("prompt")).isEqualTo("Turn on the lamp.");
    }
  }

  @Test
  void aServerThatFailsEndsTheTurnAndIsNamed() throws InterruptedException {
    try (var server = new ScriptedServer(ScriptedServer.answers(401, "who are you"))) {
      var heard = hear(server);

      assertThat(heard.text()).isEmpty();
      assertThat(heard.confidence()).isZero();
      var why = Objects.requireNonNull(degraded.poll(30, TimeUnit.SECONDS));
      assertThat(why.stage()).isEqualTo("stt");
      assertThat(why.reason()).contains(server.url(), "stt.http.key_file");
    }
  }
}
