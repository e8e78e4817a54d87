package dev.loqa.edge.stt.whisper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.loqa.edge.stt.Grammar;
import dev.loqa.edge.stt.Hypothesis;
import dev.loqa.edge.stt.Sounds;
import dev.loqa.edge.stt.SttException;
import dev.loqa.edge.stt.WhisperSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// With whisper.cpp itself and its own empty model, which has no trained weights: loading and the
/// whole path are tried here, and no word is ever heard.
@Timeout(120)
final class WhisperEngineTest {
  private static final Grammar HOUSE =
      Grammar.ofFsg(
          "house",
          """
          FSG_BEGIN house
          NUM_STATES 3
          START_STATE 0
          FINAL_STATE 2
          TRANSITION 0 1 0.5 lights
          TRANSITION 0 1 0.5 lamps
          TRANSITION 1 2 1.0 off
          FSG_END
          """,
          "Turn on the kitchen lamp.");

  static WhisperSettings settings(String model, double grammarPenalty) {
    return new WhisperSettings(model, 1, grammarPenalty, Duration.ofSeconds(60));
  }

  private static Hypothesis hear(WhisperEngine engine, Grammar grammar) {
    try (var recognizer = engine.recognizer();
        var utterance = recognizer.open(grammar)) {
      var sound = Sounds.tone(1500, 3000);
      utterance.accept(sound, 0, sound.length);
      utterance.paused(0, sound.length);
      assertThat(utterance.reconsidered()).isEmpty();
      return utterance.finish();
    }
  }

  @Test
  void loadsAModelAndHearsNothingWithUntrainedWeights() {
    try (var engine = new WhisperEngine(settings(EmptyModel.path(), 0), "en")) {
      assertThat(hear(engine, HOUSE)).isEqualTo(Hypothesis.NOTHING);
      assertThat(hear(engine, HOUSE)).isEqualTo(Hypothesis.NOTHING);
    }
  }

  @Test
  void decodesWithAGrammar() {
    try (var engine = new WhisperEngine(settings(EmptyModel.path(), 100), "en")) {
      // Without weights all words are equally likely but those that the grammar forbids: what comes
      // out is a sentence of the house, or nothing.
      assertThat(hear(engine, HOUSE).text()).isIn("", "lights off", "lamps off");
      assertThat(hear(engine, new Grammar("none", "", HOUSE.words(), ""))).isNotNull();
    }
  }

  @Test
  void saysHowToGetAModel() {
    assertThatThrownBy(() -> new WhisperEngine(WhisperSettings.NONE, "en").close())
        .isInstanceOf(SttException.class)
        .hasMessageContaining("loqa models pull whisper-tiny.en")
        .hasMessageContaining("loqa models add FILE");
  }

  @Test
  void refusesAFileThatIsNoModel(@TempDir Path folder) throws IOException {
    var file = Files.writeString(folder.resolve("model.bin"), "not a model");

    assertThatThrownBy(() -> new WhisperEngine(settings(file.toString(), 0), "en").close())
        .isInstanceOf(SttException.class)
        .hasMessageContaining("stt.whisper.model")
        .hasMessageContaining("model.bin is no model that is known here");
  }

  @Test
  void refusesAModelOfAnotherKindByItsName(@TempDir Path folder) throws IOException {
    var file = Files.write(folder.resolve("af_heart.bin"), new byte[510 * 256 * 4]);

    assertThatThrownBy(() -> new WhisperEngine(settings(file.toString(), 0), "en").close())
        .isInstanceOf(SttException.class)
        .hasMessageContaining("which is a Kokoro voice");
  }

  @Test
  void refusesAModelThatIsCutOff(@TempDir Path folder) throws IOException {
    var whole = Files.readAllBytes(Path.of(EmptyModel.path()));
    var file = Files.write(folder.resolve("cut.bin"), Arrays.copyOf(whole, whole.length / 2));

    assertThatThrownBy(() -> new WhisperEngine(settings(file.toString(), 0), "en").close())
        .isInstanceOf(SttException.class)
        .hasMessageContaining("cut.bin is cut off");
  }

  @Test
  void refusesAnEnglishModelForAnotherLanguage() {
    assertThatThrownBy(() -> new WhisperEngine(settings(EmptyModel.path(), 0), "de-DE").close())
        .isInstanceOf(SttException.class)
        .hasMessageContaining("knows English only")
        .hasMessageContaining("without .en");
  }

  @Test
  void worksOnWhenItsFileIsDeleted(@TempDir Path folder) throws IOException {
    var file = Files.copy(Path.of(EmptyModel.path()), folder.resolve("model.bin"));
    try (var engine = new WhisperEngine(settings(file.toString(), 0), "en")) {
      Files.delete(file);

      assertThat(hear(engine, HOUSE)).isEqualTo(Hypothesis.NOTHING);
    }
  }
}
