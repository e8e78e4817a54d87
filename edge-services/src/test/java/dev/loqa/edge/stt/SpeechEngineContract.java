package dev.loqa.edge.stt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.loqa.base.audio.Pcm;
import dev.loqa.protocol.AudioFrame;
import dev.loqa.protocol.Bytes;
import dev.loqa.protocol.SessionId;
import dev.loqa.understanding.Completeness;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What every [SpeechEngine] must stand: each kind of sound in each form, by the way that frames
/// take in the service, and the life of its recognizers.
@Timeout(240)
public abstract class SpeechEngineContract {
  /// What is said in these tests.
  protected static final String SAID = "turn on the lamp";

  private static final String SECOND_GRAMMAR =
      """
      FSG_BEGIN door
      NUM_STATES 3
      START_STATE 0
      FINAL_STATE 2
      TRANSITION 0 1 1.0 unlock
      TRANSITION 1 2 1.0 it
      FSG_END
      """;

  private @Nullable SpeechEngine made;
  private @Nullable Recognizer ears;

  /// A new engine; the contract closes it.
  protected abstract SpeechEngine newEngine();

  /// What it hears when [#SAID] is said: that, or nothing where there is no trained model.
  protected abstract String heard();

  /// A grammar with [#SAID] among its sentences.
  protected abstract Grammar house();

  @BeforeEach
  void start() {
    made = newEngine();
    ears = engine().recognizer();
  }

  @AfterEach
  void end() {
    if (ears != null) {
      ears.close();
    }
    if (made != null) {
      made.close();
    }
  }

  private SpeechEngine engine() {
    return Objects.requireNonNull(made);
  }

  private Recognizer recognizer() {
    return Objects.requireNonNull(ears);
  }

  /// Hears sound as the service does: in frames of 20 ms until the utterance is over.
  private Hypothesis hear(Recognizer recognizer, Pcm sound, int channels) {
    var ears = new Ears("en", house(), _ -> Completeness.OTHER, List.of());
    try (var utterance = recognizer.open(house())) {
      var attention = new Attention(utterance, ears, Sounds.endpointer());
      int count = sound.sampleRateHz() / 50;
      int sequence = 0;
      var state = attention.state();
      for (int at = 0; at < sound.length() && !state.over(); at += count) {
        var piece = sound.slice(at, Math.min(sound.length(), at + count));
        boolean last = at + count >= sound.length();
        state = attention.accept(new Arrival(frame(sequence++, piece, channels, last), 0));
      }
      return state == Endpointer.State.NO_SPEECH ? Hypothesis.NOTHING : attention.finish();
    }
  }

  private static AudioFrame frame(int sequence, Pcm piece, int channels, boolean last) {
    var bytes = ByteBuffer.allocate(2 * channels * piece.length()).order(ByteOrder.LITTLE_ENDIAN);
    for (short sample : piece.samples()) {
      for (int channel = 0; channel < channels; channel++) {
        bytes.putShort(sample);
      }
    }
    return new AudioFrame(
        new SessionId("s-1"),
        sequence,
        piece.sampleRateHz(),
        channels,
        Bytes.wrap(bytes.array()),
        last);
  }

  private Hypothesis hear(short[] sound) {
    return hear(recognizer(), new Pcm(sound, Sounds.RATE), 1);
  }

  private static short[] command() {
    return Sounds.join(
        Sounds.noise(300, 10, 1), Sounds.speech(SAID, "en-us", 150), Sounds.noise(800, 10, 2));
  }

  @ParameterizedTest
  @CsvSource({
    "8000, 1", "16000, 1", "22050, 1", "44100, 1", "48000, 1",
    "8000, 2", "16000, 2", "22050, 2", "44100, 2", "48000, 2",
  })
  void hearsEveryFormOfSound(int rate, int channels) {
    var sound = new Pcm(command(), Sounds.RATE).at(rate);

    assertThat(hear(recognizer(), sound, channels).text()).isEqualTo(heard());
  }

  @ParameterizedTest
  @ValueSource(ints = {8_000, 48_000})
  void standsARateThatIsDeclaredWrongly(int declared) {
    hear(recognizer(), new Pcm(command(), declared), 1);

    assertThat(hear(command()).text()).isEqualTo(heard());
  }

  @Test
  void hearsNothingInSilence() {
    assertThat(hear(Sounds.silence(6_000)).accepted()).isFalse();
    assertThat(hear(Sounds.noise(6_000, 10, 3)).accepted()).isFalse();
  }

  @Test
  void standsNoiseAndTonesAndHearsTheNextUtterance() {
    var sounds =
        List.of(
            Sounds.noise(3_000, 6_000, 4),
            Sounds.join(Sounds.noise(400, 10, 5), Sounds.noise(2_000, 3_000, 6)),
            Sounds.tone(3_000, 8_000),
            Sounds.join(Sounds.noise(400, 10, 7), Sounds.tone(2_000, 8_000), Sounds.silence(900)));
    for (var sound : sounds) {
      assertThat(hear(sound)).isNotNull();
    }
    assertThat(hear(command()).text()).isEqualTo(heard());
  }

  @Test
  void standsClipping() {
    var loud = command();
    for (int i = 0; i < loud.length; i++) {
      loud[i] = (short) Math.clamp(40L * loud[i], Short.MIN_VALUE, Short.MAX_VALUE);
    }
    assertThat(hear(loud)).isNotNull();
    assertThat(hear(command()).text()).isEqualTo(heard());
  }

  @Test
  void standsMoreThanAMinuteOfTalk() {
    var piece = Sounds.speech("the quick brown fox jumps over the lazy dog", "en-us", 170);
    try (var utterance = recognizer().open(house())) {
      int samples = 0;
      while (samples < 62 * Sounds.RATE) {
        utterance.accept(piece, 0, piece.length);
        samples += piece.length;
      }
      utterance.paused(0, samples);
      assertThat(utterance.finish()).isNotNull();
    }
    assertThat(hear(command()).text()).isEqualTo(heard());
  }

  @Test
  void hearsNothingInNothing() {
    try (var utterance = recognizer().open(house())) {
      assertThat(utterance.partial()).isEmpty();
      assertThat(utterance.finish().accepted()).isFalse();
    }
    try (var utterance = recognizer().open(house())) {
      utterance.accept(new short[0], 0, 0);
      utterance.paused(0, 0);
      assertThat(utterance.finish().accepted()).isFalse();
    }
  }

  @Test
  void takesAnotherGrammarBetweenUtterancesAndWhileAnotherListens() {
    var door = Grammar.ofFsg("door", SECOND_GRAMMAR, "Unlock it.");
    var sound = Sounds.speech(SAID, "en-us", 150);
    int half = sound.length / 2;
    try (var other = engine().recognizer();
        var running = recognizer().open(house())) {
      running.accept(sound, 0, half);
      try (var swapped = other.open(door)) {
        swapped.accept(sound, 0, half);
        swapped.finish();
      }
      running.accept(sound, half, sound.length - half);
      running.paused(0, sound.length);
      assertThat(running.finish().text()).isEqualTo(heard());
    }
    recognizer().open(door).close();
    assertThat(hear(command()).text()).isEqualTo(heard());
  }

  @Test
  void twoListenAtOnce() throws Exception {
    try (var two = Executors.newFixedThreadPool(2)) {
      Callable<String> one =
          () -> {
            // A recognizer belongs to the thread that uses it.
            try (var own = engine().recognizer()) {
              hear(own, new Pcm(command(), Sounds.RATE), 1);
              return hear(own, new Pcm(command(), Sounds.RATE), 1).text();
            }
          };
      var texts = new ArrayList<String>();
      for (var done : two.invokeAll(List.of(one, one), 200, TimeUnit.SECONDS)) {
        texts.add(done.get());
      }
      assertThat(texts).containsExactly(heard(), heard());
    }
  }

  @Test
  void isUsableAfterAnUtteranceThatNobodyFinished() {
    var sound = command();
    var left = recognizer().open(house());
    left.accept(sound, 0, sound.length / 2);
    left.paused(0, sound.length / 2);
    left.close();
    left.close();

    assertThat(hear(sound).text()).isEqualTo(heard());
  }

  @Test
  void canBeClosedWhileItListens() {
    var sound = command();
    var running = recognizer().open(house());
    running.accept(sound, 0, sound.length / 2);
    running.paused(0, sound.length / 2);
    running.close();
    recognizer().close();
    engine().close();
    engine().close();

    ears = null;
  }

  @Test
  void refusesWhatIsOutOfOrder() {
    try (var utterance = recognizer().open(house())) {
      assertThatThrownBy(() -> recognizer().open(house())).isInstanceOf(SttException.class);
      utterance.finish();
      assertThatThrownBy(() -> utterance.accept(new short[8], 0, 8))
          .isInstanceOf(SttException.class);
      assertThatThrownBy(utterance::finish).isInstanceOf(SttException.class);
    }
  }
}
