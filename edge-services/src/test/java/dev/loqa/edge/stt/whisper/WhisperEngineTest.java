package dev.loqa.edge.stt.whisper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.loqa.edge.stt.Grammar;
import dev.loqa.edge.stt.Hypothesis;
import dev.loqa.edge.stt.Sounds;
import dev.loqa.edge.stt.SttException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class WhisperEngineTest {
  private static final Grammar HOUSE =
      new Grammar("house", "", Set.of("lamp"), "kitchen lamp, living room");

  private static String emptyModel() {
    var file =
        Path.of(
            System.getProperty("loqa.root", "."),
            "../shared/data/models/for-tests-ggml-tiny.en.bin");
    assumeTrue(Files.isRegularFile(file), () -> file + " is not here: no model is loaded");
    return file.toString();
  }

  @Test
  void loadsAModelAndHearsNothingWithUntrainedWeights() {
    try (var engine = new WhisperEngine(emptyModel(), 1);
        var recognizer = engine.recognizer()) {
      for (int turn = 0; turn < 2; turn++) {
        try (var utterance = recognizer.open(HOUSE)) {
          var sound = Sounds.tone(1500, 3000);
          utterance.accept(sound, 0, sound.length);

          assertThat(utterance.partial()).isEmpty();
          assertThat(utterance.finish()).isEqualTo(Hypothesis.NOTHING);
        }
      }
    }
  }

  @Test
  void twoRecognizersShareOneModel() {
    try (var engine = new WhisperEngine(emptyModel(), 1);
        var one = engine.recognizer();
        var two = engine.recognizer();
        var first = one.open(HOUSE);
        var second = two.open(HOUSE)) {
      var sound = Sounds.noise(1000, 500, 1);
      first.accept(sound, 0, sound.length);
      second.accept(sound, 0, sound.length);

      assertThat(second.finish().text()).isEmpty();
      assertThat(first.finish().text()).isEmpty();
    }
  }

  @Test
  void saysHowToGetAModel() {
    assertThatThrownBy(() -> new WhisperEngine("", 1).close())
        .isInstanceOf(SttException.class)
        .hasMessageContaining("loqa models pull whisper-tiny.en")
        .hasMessageContaining("loqa models add FILE");
  }

  @Test
  void refusesAFileThatIsNoModel(@TempDir Path folder) throws IOException {
    var file = Files.writeString(folder.resolve("model.bin"), "not a model");

    assertThatThrownBy(() -> new WhisperEngine(file.toString(), 1).close())
        .isInstanceOf(SttException.class)
        .hasMessageContaining("no ggml model");
  }

  @ParameterizedTest
  @CsvSource({"16000, 384", "80000, 384", "160000, 544", "480000, 1500"})
  void sizesTheWindowToTheUtterance(int samples, int positions) {
    assertThat(WhisperRecognizer.positionsFor(samples)).isEqualTo(positions);
  }
}
