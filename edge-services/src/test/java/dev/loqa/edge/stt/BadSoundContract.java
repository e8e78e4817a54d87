package dev.loqa.edge.stt;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loqa.edge.stt.vad.VadSettings;
import dev.loqa.protocol.Transcript;
import java.util.Arrays;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Sound that no house should have: each utterance ends, with one transcript, and the next command
/// is heard.
@Timeout(240)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class BadSoundContract {
  private static final String COMMAND = "turn on the kitchen light";

  private RealEars ears;

  /// What tells voice from other sound.
  abstract VadSettings vad();

  @BeforeAll
  void listen() throws InterruptedException {
    ears = new RealEars(vad());
  }

  @AfterEach
  void hearsTheNextCommand() throws InterruptedException {
    assertThat(ears.hear(command()).text()).isEqualTo(COMMAND);
  }

  @AfterAll
  void close() {
    if (ears != null) {
      ears.close();
    }
  }

  private static short[] command() {
    return Sounds.join(
        Sounds.noise(400, 10, 1), Sounds.speech(COMMAND, "en-us", 150), Sounds.noise(1_500, 10, 2));
  }

  private static void nothing(Transcript heard) {
    assertThat(heard.text()).isEmpty();
    assertThat(heard.confidence()).isZero();
  }

  @Test
  void silenceHoldsNoWords() throws Exception {
    nothing(ears.hear(Sounds.silence(8_000)));
    assertThat(ears.degraded).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(doubles = {20, 500, 6_000})
  void noiseHoldsNoWords(double rms) throws Exception {
    nothing(ears.hear(Sounds.noise(12_000, rms, 3)));
    nothing(ears.hear(Sounds.join(Sounds.noise(800, 10, 4), Sounds.noise(12_000, rms, 5))));
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void musicHoldsNoWords(long seed) throws Exception {
    nothing(ears.hear(Sounds.music(20_000, 6_000, seed)));
  }

  @Test
  void aMinuteOfTalkWithoutAPauseEndsAtItsLimit() throws Exception {
    var talk =
        Sounds.trimmed(Sounds.speech("the quick brown fox jumps over lazy dogs", "en-us", 190));
    var parts = new short[30][];
    Arrays.fill(parts, talk);
    var sound = Sounds.join(parts);
    assertThat(sound.length).isGreaterThan(65 * Sounds.RATE);

    var heard = ears.hear(sound);

    nothing(heard);
    assertThat(RealEars.speechEndMillis(heard, sound)).isBetween(1_000.0, 60_000.0);
  }

  @Test
  void aCommandThatIsClippedIsHeardOrRefused() throws Exception {
    var loud = command();
    for (int i = 0; i < loud.length; i++) {
      loud[i] = (short) Math.clamp(40L * loud[i], Short.MIN_VALUE, Short.MAX_VALUE);
    }
    assertThat(ears.hear(loud).text().replace("the ", "")).isIn("", COMMAND.replace("the ", ""));
    assertThat(ears.degraded).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(ints = {8_000, 48_000})
  void aWrongRateIsNoFaultAndNoCommand(int declared) throws Exception {
    nothing(ears.hear(command(), declared));
    assertThat(ears.degraded).isEmpty();
  }
}
