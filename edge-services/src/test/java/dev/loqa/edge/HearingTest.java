package dev.loqa.edge;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.loqa.base.config.ConfigSource;
import dev.loqa.base.telemetry.Spans;
import dev.loqa.bus.InMemoryBus;
import dev.loqa.edge.stt.vad.TinySilero;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What an edge process that hears does with the model that tells voice: its node says which way it
/// is told.
@Timeout(60)
final class HearingTest {
  private final InMemoryBus bus = new InMemoryBus();
  @TempDir private Path models;

  @AfterEach
  void close() {
    bus.close();
  }

  /// The capabilities of a process that hears through a server, which need not be there.
  private List<String> capabilities(String stt) {
    String yaml =
        "models: {folder: %s}\nstt: {engine: http, http: {url: \"http://127.0.0.1:9/v1\"}%s}"
            .formatted(models, stt);
    ConfigSource source = ConfigSource.parse(yaml.getBytes(UTF_8), "edge.yaml", Map.of());
    List<Kind> kinds = List.of(Kind.STT);
    try (EdgeProcess process =
        EdgeProcess.start(bus, EdgeConfig.read(source, kinds), kinds, Spans.NONE)) {
      return process.services().getFirst().capabilities();
    }
  }

  private Path keep(byte[] net) throws IOException {
    return Files.write(models.resolve("silero-vad.onnx"), net);
  }

  @Test
  void takesSileroWhereItsModelIsAmongThoseOfTheMachine() throws IOException {
    keep(TinySilero.bytes());

    assertThat(capabilities("")).contains("stt", "stt.engine.http", "stt.vad.silero");
    assertThat(capabilities(", vad: silero")).contains("stt.vad.silero");
    assertThat(capabilities(", vad: builtin")).contains("stt.vad.builtin");
  }

  @Test
  void takesTheFileThatIsNamed() throws IOException {
    Path file = Files.write(models.resolve("mine.net"), TinySilero.bytes());

    assertThat(capabilities(", silero: {model: %s}".formatted(file))).contains("stt.vad.silero");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", ", vad: silero", ", silero: {model: /nowhere/net.onnx}"})
  void hearsByLoudnessWhereThereIsNoModel(String stt) {
    assertThat(capabilities(stt)).contains("stt", "stt.vad.builtin");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", ", vad: silero"})
  void hearsByLoudnessWhereTheModelIsAnotherOrBroken(String stt) throws IOException {
    keep(TinySilero.older());
    assertThat(capabilities(stt)).contains("stt", "stt.vad.builtin");

    keep("<html>not found</html>".getBytes(UTF_8));
    assertThat(capabilities(stt)).contains("stt", "stt.vad.builtin");
  }
}
