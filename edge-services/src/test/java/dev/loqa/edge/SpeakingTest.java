package dev.loqa.edge;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.loqa.base.config.ConfigSource;
import dev.loqa.base.telemetry.Spans;
import dev.loqa.bus.Bus;
import dev.loqa.bus.InMemoryBus;
import dev.loqa.edge.models.ModelSource;
import dev.loqa.edge.tts.kokoro.TinyKokoro;
import dev.loqa.protocol.SessionId;
import dev.loqa.protocol.Subjects;
import dev.loqa.protocol.TtsAudio;
import dev.loqa.protocol.TtsRequest;
import dev.loqa.protocol.TurnId;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
final class SpeakingTest {
  private static final int ESPEAK_HZ = 22_050;
  private static final int KOKORO_HZ = 24_000;

  @TempDir private Path folder = Path.of("");
  private final Bus bus = new InMemoryBus();

  @AfterEach
  void stop() {
    bus.close();
  }

  @Test
  void kokoroSpeaksWhatItHasAVoiceForAndEspeakTheRest() throws Exception {
    Running speaking = start(TinyKokoro.layOut(folder));

    assertThat(speaking.capabilities())
        .contains(
            "tts.engine.kokoro", "tts.engine.espeak-ng", "tts.language.en", "tts.language.de");
    assertThat(rate("one lamp", "en")).isEqualTo(KOKORO_HZ);
    assertThat(rate("eine Lampe", "de")).isEqualTo(ESPEAK_HZ);
    speaking.part().close();
  }

  @Test
  void aHouseWhoseKokoroIsMissingOrBrokenStillSpeaksAndDoesNotSayThatItHasIt() throws Exception {
    Path files = TinyKokoro.layOut(folder);
    Files.write(files.resolve("kokoro.onnx"), new byte[] {1, 2, 3});
    Running speaking = start(files);

    assertThat(speaking.capabilities())
        .contains("tts.engine.espeak-ng")
        .doesNotContain("tts.engine.kokoro");
    assertThat(rate("one lamp", "en")).isEqualTo(ESPEAK_HZ);
    speaking.part().close();
  }

  @Test
  void netAndVoiceAreTakenByTheirNamesFromThisMachineOrTheHouse() throws Exception {
    Path files = TinyKokoro.layOut(folder);
    Path models = Files.createDirectories(folder.resolve("models"));
    Files.copy(files.resolve("voices/af_heart.bin"), models.resolve("af_heart.bin"));
    bus.models().put("tiny-kokoro", files.resolve("kokoro.onnx"));

    Running speaking = start("tiny-kokoro", "af_heart");

    assertThat(speaking.capabilities()).contains("tts.engine.kokoro");
    assertThat(rate("one lamp", "en")).isEqualTo(KOKORO_HZ);
    assertThat(models.resolve("tiny-kokoro.onnx")).exists();
    speaking.part().close();
  }

  @Test
  void aNameThatNobodyHasOrThatIsSomethingElseLeavesTheOtherVoice() throws Exception {
    Path files = TinyKokoro.layOut(folder);
    for (String model : List.of("no-such-model", "af_heart")) {
      bus.models().put("af_heart", files.resolve("voices/af_heart.bin"));

      Running speaking = start(model, "af_heart");

      assertThat(speaking.capabilities()).doesNotContain("tts.engine.kokoro");
      assertThat(rate("one lamp", "en")).isEqualTo(ESPEAK_HZ);
      speaking.part().close();
    }
  }

  private Running start(Path files) {
    return start(files + "/kokoro.onnx", files + "/voices");
  }

  private Running start(String model, String voices) {
    String yaml =
        "tts: {engine: kokoro, kokoro: {model: %s, voice_files: %s}}".formatted(model, voices);
    ConfigSource source = ConfigSource.parse(yaml.getBytes(UTF_8), "edge.yaml", Map.of());
    return Speaking.start(
        bus,
        EdgeConfig.read(source, List.of(Kind.TTS)),
        new ModelSource(bus, folder.resolve("models")),
        Spans.NONE);
  }

  private int rate(String text, String language) throws InterruptedException {
    SessionId session = new SessionId("s-" + language);
    BlockingQueue<TtsAudio> audio = new LinkedBlockingQueue<>();
    try (var _ =
        bus.subscribe(
            Subjects.TTS_AUDIO,
            d -> {
              TtsAudio piece = d.as(TtsAudio.class);
              if (piece.sessionId().equals(session)) {
                audio.add(piece);
              }
            })) {
      bus.publish(
          new TtsRequest(session, text, null, null, null, language, null, null, new TurnId("t1")));
      return Objects.requireNonNull(audio.poll(20, TimeUnit.SECONDS)).sampleRate();
    }
  }
}
