package dev.loqa.edge.tts.kokoro;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loqa.base.audio.Pcm;
import dev.loqa.edge.onnx.Onnx;
import dev.loqa.edge.tts.SpeechRequest;
import dev.loqa.edge.tts.Synthesis;
import dev.loqa.edge.tts.Synthesizer;
import dev.loqa.edge.tts.SynthesizerContract;
import dev.loqa.edge.tts.Voice;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class KokoroSynthesizerTest extends SynthesizerContract {
  @TempDir private Path folder = Path.of("");
  private KokoroSynthesizer engine = new KokoroSynthesizer(TinyKokoro.in(Path.of("target")));

  @BeforeEach
  void start() {
    engine.close();
    engine = new KokoroSynthesizer(TinyKokoro.in(folder));
  }

  @AfterEach
  void stop() {
    engine.close();
  }

  @Override
  protected Synthesizer engine() {
    return engine;
  }

  @Override
  protected int rateHz() {
    return 24_000;
  }

  @Test
  void theSymbolsOfTheTextReachTheModelPaddedAtBothEnds() {
    assertThat(numbers(sound("Turn on the lamp.", null, null)))
        .isEqualTo(padded("tˈɜɹn ɔnðə lˈæmp."));
    assertThat(numbers(sound("Turn on the lamp.", null, "en-GB")))
        .isEqualTo(padded("tˈɜːn ɒnðə lˈamp."));
  }

  @ParameterizedTest
  @ValueSource(strings = {"waveform, fraction", "waveform, whole", "audio, fraction"})
  void everyInterfaceGivesTheSameSound(String kind) {
    Pcm wanted = sound("Turn on the lamp.", null, null);
    byte[] model =
        switch (kind) {
          case "audio, fraction" -> TinyKokoro.audio();
          case "waveform, whole" -> TinyKokoro.waveform(Onnx.INT32);
          default -> TinyKokoro.waveform(Onnx.FLOAT);
        };
    engine.close();
    engine = new KokoroSynthesizer(TinyKokoro.in(folder, model));

    assertThat(sound("Turn on the lamp.", null, null)).isEqualTo(wanted);
  }

  @Test
  void theSpeedReachesTheModel() {
    KokoroOptions usual = TinyKokoro.in(folder);
    short normal = sound("a lamp", null, null).sample(300);
    engine.close();
    engine =
        new KokoroSynthesizer(
            new KokoroOptions(
                usual.model(),
                usual.voiceFiles(),
                usual.voices(),
                "en",
                2,
                1,
                null,
                0,
                "espeak-ng"));

    assertThat((int) sound("a lamp", null, null).sample(300))
        .isBetween(normal / 2 - 1, normal / 2 + 1);
  }

  @Test
  void aBundleOfVoicesDoesAsAFolderDoes() throws IOException {
    Pcm wanted = sound("Turn on the lamp.", null, null);
    KokoroOptions usual = TinyKokoro.in(folder);
    Path bundle =
        Files.write(
            folder.resolve("voices-v1.0.bin"),
            TinyKokoro.bundle("af_heart", "bm_lewis", "zf_xiaobei"));
    engine.close();
    engine =
        new KokoroSynthesizer(
            new KokoroOptions(
                usual.model(), bundle, Map.of("en", "af_heart"), "en", 1, 1, null, 0, "espeak-ng"));

    assertThat(sound("Turn on the lamp.", null, null)).isEqualTo(wanted);
    assertThat(engine.voices())
        .containsExactly(new Voice("af_heart", "en"), new Voice("bm_lewis", "en-gb"));
  }

  @Test
  void itSpeaksWhatItHasAVoiceFor() {
    assertThat(engine.speaks(new SpeechRequest("x", null, null))).isTrue();
    assertThat(engine.speaks(new SpeechRequest("x", null, "en-AU"))).isTrue();
    assertThat(engine.speaks(new SpeechRequest("x", "bf_emma", "de"))).isTrue();
    assertThat(engine.speaks(new SpeechRequest("x", "de", "de"))).isFalse();
    assertThat(engine.speaks(new SpeechRequest("x", null, "de"))).isFalse();
  }

  @Test
  void aModelThatIsDeletedWhileInUseGoesOnSpeaking() throws IOException {
    Files.delete(folder.resolve("kokoro.onnx"));
    Files.delete(folder.resolve("voices/af_heart.bin"));

    assertThat(sound("Still here.", null, null).isEmpty()).isFalse();
  }

  @Test
  void theFirstClauseIsSpokenBeforeTheRestIsComputed() {
    String text =
        "The light in the kitchen is on, and the one in the hall has been off since noon.";
    try (Synthesis synthesis = engine.begin(english(text))) {
      assertThat(synthesis.next()).isPresent();

      assertThat(synthesis.unspoken())
          .isEqualTo("and the one in the hall has been off since noon.");
      List<Pcm> rest = new ArrayList<>();
      drain(synthesis, rest);
      assertThat(synthesis.unspoken()).isEmpty();
    }
  }

  @Test
  void whatWasSpokenOnceIsNotComputedAgain() {
    Pcm first = sound("Good morning.", null, null);
    Pcm other = sound("Good morning.", "bf_emma", null);

    assertThat(sound("Good morning.", null, null)).isEqualTo(first).isNotEqualTo(other);
    assertThat(engine.phrasesBytes()).isEqualTo(2L * (first.length() + other.length()));
  }

  /// The numbers that the model was given, read back from the sound.
  private static long[] numbers(Pcm sound) {
    int count = sound.length() / TinyKokoro.SAMPLES_PER_SYMBOL;
    double style = 1 + (count - 2) / 1_000.0;
    long[] numbers = new long[count];
    for (int i = 0; i < count; i++) {
      numbers[i] =
          Math.round(sound.sample(i * TinyKokoro.SAMPLES_PER_SYMBOL) / 32_767.0 * 400 / style);
    }
    return numbers;
  }

  private static long[] padded(String symbols) {
    long[] ids = Vocabulary.tokens(symbols);
    long[] padded = new long[ids.length + 2];
    System.arraycopy(ids, 0, padded, 1, ids.length);
    return padded;
  }
}
