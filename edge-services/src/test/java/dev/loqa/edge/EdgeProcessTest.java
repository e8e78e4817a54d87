package dev.loqa.edge;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.loqa.base.config.ConfigSource;
import dev.loqa.base.telemetry.Spans;
import dev.loqa.bus.Bus;
import dev.loqa.bus.InMemoryBus;
import dev.loqa.protocol.NodeAnnounce;
import dev.loqa.protocol.NodeHeartbeat;
import dev.loqa.protocol.SessionId;
import dev.loqa.protocol.Subjects;
import dev.loqa.protocol.TtsAudio;
import dev.loqa.protocol.TtsDone;
import dev.loqa.protocol.TtsRequest;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class EdgeProcessTest {
  private final Bus bus = new InMemoryBus();

  @Test
  void everyServiceOfAProcessIsAnnouncedAndBeats() throws InterruptedException {
    BlockingQueue<NodeAnnounce> announced = new LinkedBlockingQueue<>();
    BlockingQueue<NodeHeartbeat> beats = new LinkedBlockingQueue<>();
    bus.subscribe(Subjects.NODE_ANNOUNCE, d -> announced.add(d.as(NodeAnnounce.class)));
    bus.subscribe(Subjects.NODE_HEARTBEATS, d -> beats.add(d.as(NodeHeartbeat.class)));

    List<Kind> kinds = List.of(Kind.TTS, Kind.LLM, Kind.SATELLITE);
    try (EdgeProcess process = EdgeProcess.start(bus, config(kinds), kinds, Spans.NONE)) {
      NodeAnnounce announce = take(announced);
      NodeHeartbeat beat = take(beats);
      NodeHeartbeat next = take(beats);

      assertThat(announce.role()).isEqualTo("tts+llm+satellite");
      assertThat(announce.capabilities())
          .contains("tts.engine.espeak-ng", "tts.language.de", "llm.engine.none", "satellite.file");
      assertThat(beat.services()).containsExactly("tts", "llm", "satellite");
      assertThat(beat.memoryBytes()).isPositive();
      assertThat(next.lastSeen()).isAfter(beat.lastSeen());
      assertThat(process.services()).hasSize(3);
    }
  }

  @Test
  void aTextIsSpokenByTheRealEngineSoonAfterItsRequest() throws InterruptedException {
    BlockingQueue<TtsAudio> audio = new LinkedBlockingQueue<>();
    BlockingQueue<TtsDone> done = new LinkedBlockingQueue<>();
    bus.subscribe(Subjects.TTS_AUDIO, d -> audio.add(d.as(TtsAudio.class)));
    bus.subscribe(Subjects.TTS_DONE, d -> done.add(d.as(TtsDone.class)));
    List<Kind> kinds = List.of(Kind.TTS);
    List<Double> firstPieceMillis = new ArrayList<>();

    try (EdgeProcess process = EdgeProcess.start(bus, config(kinds), kinds, Spans.NONE)) {
      for (int i = 0; i < 20; i++) {
        bus.publish(say("Timer for five minutes started."));
        TtsDone end = take(done);
        assertThat(end.completed()).isTrue();
        firstPieceMillis.add(end.stageMs().getOrDefault("tts", -1.0));
      }
      assertThat(process.services()).hasSize(1);
    }

    assertThat(audio.stream().filter(TtsAudio::isFinal)).hasSize(20);
    List<Double> sorted = firstPieceMillis.stream().sorted().toList();
    System.out.printf(
        "tts.request to first piece over %d requests: p50 %.1f ms, p95 %.1f ms%n",
        sorted.size(), sorted.get(9), sorted.get(18));
    assertThat(sorted.get(9)).isBetween(0.01, 500.0);
  }

  @Test
  void withoutABusTheProgramEndsWithCode6(@TempDir Path folder) throws Exception {
    Path config = folder.resolve("edge.yaml");
    Files.writeString(
        config,
        """
        bus: {servers: ["nats://127.0.0.1:%d"], connect_within_ms: 1000}
        """
            .formatted(closedPort()));

    Ended ended = run(folder, "tts", "--config", config.toString());

    assertThat(ended.code()).isEqualTo(6);
    assertThat(ended.errors()).contains("cannot be reached", "start loqad");
  }

  @Test
  void aBadConfigurationEndsWithCode1AndEveryFault(@TempDir Path folder) throws Exception {
    Path config = folder.resolve("edge.yaml");
    Files.writeString(config, "tts: {workers: 0}\nsatellite: {frame_ms: 5}\n");

    Ended ended = run(folder, "tts", "--config", config.toString());

    assertThat(ended.code()).isEqualTo(1);
    assertThat(ended.errors().lines().filter(l -> l.contains("edge.yaml:"))).hasSize(2);
  }

  private record Ended(int code, String errors) {}

  private static Ended run(Path folder, String... words) throws Exception {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), "dev.loqa.edge.EdgeMain"));
    command.addAll(List.of(words));
    Path errors = folder.resolve("errors.txt");
    Process process =
        new ProcessBuilder(command)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .redirectError(errors.toFile())
            .start();
    try {
      assertThat(process.waitFor(50, TimeUnit.SECONDS)).isTrue();
      return new Ended(process.exitValue(), Files.readString(errors));
    } finally {
      process.destroyForcibly();
    }
  }

  private static int closedPort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }

  private static TtsRequest say(String text) {
    return new TtsRequest(new SessionId("s1"), text, null, null, null, "en", null, null, null);
  }

  private static EdgeConfig config(List<Kind> kinds) {
    return EdgeConfig.read(ConfigSource.parse("".getBytes(UTF_8), "edge.yaml", Map.of()), kinds);
  }

  private static <T> T take(BlockingQueue<T> queue) throws InterruptedException {
    @Nullable T value = queue.poll(20, TimeUnit.SECONDS);
    assertThat(value).isNotNull();
    return Objects.requireNonNull(value);
  }
}
