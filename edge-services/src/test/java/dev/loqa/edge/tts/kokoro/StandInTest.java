package dev.loqa.edge.tts.kokoro;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.loqa.base.audio.Pcm;
import dev.loqa.edge.tts.SpeechRequest;
import dev.loqa.edge.tts.Synthesis;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Published voices on the stand-in models, where the shared data is.
final class StandInTest {
  private static final Path MODELS =
      Path.of(System.getProperty("loqa.root", "..")).resolve("../shared/data/models").normalize();

  @ParameterizedTest
  @ValueSource(strings = {"kokoro_stub.onnx", "kokoro_stub_tokens.onnx"})
  void publishedVoicesSpeakThroughBothInterfaces(String model) {
    assumeTrue(
        Files.isReadable(MODELS.resolve(model)), "left out: there is no " + MODELS.resolve(model));
    KokoroOptions options =
        new KokoroOptions(
            MODELS.resolve(model),
            MODELS.resolve("af_heart.bin"),
            Map.of("en", "af_heart"),
            "en",
            1,
            1,
            null,
            0,
            "espeak-ng");
    try (KokoroSynthesizer engine = new KokoroSynthesizer(options);
        Synthesis synthesis = engine.begin(new SpeechRequest("Good morning, Anna.", null, null))) {
      List<Pcm> pieces = new ArrayList<>();
      for (Optional<Pcm> piece = synthesis.next(); piece.isPresent(); piece = synthesis.next()) {
        pieces.add(piece.get());
      }
      Pcm sound = Pcm.join(pieces, 24_000);

      assertThat(sound.duration().toMillis()).isGreaterThan(300);
      assertThat(sound.dbfs()).isGreaterThan(-50);
    }
  }
}
