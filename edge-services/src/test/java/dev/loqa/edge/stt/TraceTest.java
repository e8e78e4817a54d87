package dev.loqa.edge.stt;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loqa.base.audio.Pcm;
import dev.loqa.base.json.Json;
import dev.loqa.base.life.Parts;
import dev.loqa.base.telemetry.Telemetry;
import dev.loqa.base.telemetry.TelemetryConfig;
import dev.loqa.bus.Bus;
import dev.loqa.bus.Delivery;
import dev.loqa.bus.InMemoryBus;
import dev.loqa.edge.satellite.HearOptions;
import dev.loqa.edge.satellite.HeardTurn;
import dev.loqa.edge.satellite.Satellite;
import dev.loqa.edge.satellite.SatelliteConfig;
import dev.loqa.edge.tts.SpeechRequest;
import dev.loqa.edge.tts.Synthesis;
import dev.loqa.edge.tts.Synthesizer;
import dev.loqa.edge.tts.TtsConfig;
import dev.loqa.edge.tts.TtsService;
import dev.loqa.edge.tts.Voice;
import dev.loqa.protocol.NodeId;
import dev.loqa.protocol.SessionId;
import dev.loqa.protocol.Subjects;
import dev.loqa.protocol.Transcript;
import dev.loqa.protocol.TtsRequest;
import dev.loqa.protocol.TurnId;
import dev.loqa.protocol.Vocabulary;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.context.Scope;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// One spoken turn over the real satellite, recognizer and voice, each with the telemetry of a
/// process of its own; the core is played by the test.
@Timeout(60)
final class TraceTest {
  private static final SessionId SESSION = new SessionId("s-1");
  private static final TurnId TURN = new TurnId("t-1");

  @Test
  void aSpokenTurnIsOneTraceAcrossItsProcesses() throws Exception {
    try (FakeCollector collector = new FakeCollector();
        Bus bus = new InMemoryBus()) {
      try (Parts parts = new Parts()) {
        HeardTurn turn = house(bus, parts, collector.address()).hear(command(), options());

        assertThat(turn.error()).isNull();
        assertThat(turn.reply().isEmpty()).isFalse();
      }

      assertThat(collector.spans)
          .extracting(FakeCollector.Seen::trace)
          .hasSize(6)
          .containsOnly(one(collector, "satellite", "turn").trace());
      String root = one(collector, "satellite", "turn").id();
      assertThat(one(collector, "satellite", "turn").parent()).isEmpty();
      assertThat(one(collector, "satellite", "play").parent()).isEqualTo(root);
      assertThat(one(collector, "stt", "endpoint").parent()).isEqualTo(root);
      assertThat(one(collector, "stt", "stt").parent()).isEqualTo(root);
      assertThat(one(collector, "core", "turn").parent()).isEqualTo(root);
      assertThat(one(collector, "tts", "tts").parent())
          .isEqualTo(one(collector, "core", "turn").id());
      assertThat(one(collector, "tts", "tts").events()).containsExactly("first piece");
    }
  }

  private static FakeCollector.Seen one(FakeCollector collector, String service, String name) {
    List<FakeCollector.Seen> found =
        collector.spans.stream()
            .filter(span -> span.service().equals(service) && span.name().equals(name))
            .toList();
    assertThat(found).as("%s of %s among %s", name, service, collector.spans).hasSize(1);
    return found.getFirst();
  }

  private static Satellite house(Bus bus, Parts parts, String collector)
      throws InterruptedException {
    TelemetryConfig config = new TelemetryConfig(collector, 1_000);
    Telemetry core = parts.add(Telemetry.start(config, "core", "core"));
    Telemetry stt = parts.add(Telemetry.unscraped(config, "stt", "stt"));
    Telemetry tts = parts.add(Telemetry.unscraped(config, "tts", "tts"));
    Telemetry satellite = parts.add(Telemetry.unscraped(config, "satellite", "satellite"));
    parts.add(
        bus.subscribe(
            Subjects.VOCABULARY_GET,
            asked ->
                bus.respond(
                    asked, new Vocabulary("en", "v1", Json.toMap(SttServiceTest.lexicon())))));
    parts.add(bus.subscribe(Subjects.TRANSCRIPT_FINAL, words -> answer(bus, core, words)));
    parts.add(TtsService.start(bus, new OneTone(), TtsConfig.DEFAULT, tts.spans()));
    SttService ears =
        parts.add(
            SttService.start(
                bus,
                SttConfig.defaults(new NodeId("edge-1")),
                new ScriptedEngine("turn on the kitchen lamp"),
                stt.spans()));
    assertThat(ears.awaitReady(10_000)).isTrue();
    return parts.add(
        Satellite.start(bus, SatelliteConfig.of("sat-1"), sound -> {}, satellite.spans()));
  }

  private static void answer(Bus bus, Telemetry core, Delivery words) {
    Transcript heard = words.as(Transcript.class);
    Span span = core.spans().begin("turn", heard.sessionId(), heard.turnId());
    try (Scope _ = span.makeCurrent()) {
      bus.publish(
          new TtsRequest(
              heard.sessionId(), "on", null, null, null, "en", null, null, heard.turnId()));
    } finally {
      span.end();
    }
  }

  private static Pcm command() {
    short[] sound =
        Sounds.join(Sounds.noise(200, 10, 1), Sounds.tone(1000, 4000), Sounds.noise(1500, 10, 2));
    return new Pcm(sound, Sounds.RATE);
  }

  private static HearOptions options() {
    return new HearOptions(SESSION, TURN, false, null, null);
  }

  /// Says every text as a tenth of a second of silence.
  private static final class OneTone implements Synthesizer {
    @Override
    public String name() {
      return "tone";
    }

    @Override
    public List<Voice> voices() {
      return List.of();
    }

    @Override
    public Synthesis begin(SpeechRequest request) {
      Queue<Pcm> pieces = new ArrayDeque<>(List.of(Pcm.silence(Duration.ofMillis(100), 22_050)));
      return new Synthesis() {
        @Override
        public Optional<Pcm> next() {
          return Optional.ofNullable(pieces.poll());
        }

        @Override
        public void cancel() {}

        @Override
        public void close() {}
      };
    }

    @Override
    public void close() {}
  }
}
