package dev.loqa.edge.stt;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loqa.edge.stt.vad.VadSettings;
import java.util.Arrays;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Somebody thinks in the middle of a command: what was said until then is the beginning of one, so
/// it is not cut there.
@Timeout(240)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class PauseInACommandContract {
  private RealEars ears;

  /// What tells voice from other sound.
  abstract VadSettings vad();

  @BeforeAll
  void listen() throws InterruptedException {
    ears = new RealEars(vad());
  }

  @AfterAll
  void close() {
    if (ears != null) {
      ears.close();
    }
  }

  private static short[] said(String words, String voice) {
    return Sounds.trimmed(Sounds.speech(words, voice, 150));
  }

  @ParameterizedTest
  @CsvSource({
    "set a timer for, ten minutes, en-us",
    "set a timer for, ten minutes, en-gb+f2",
    "set a timer, for twenty five minutes, en-us+f2",
    "set a timer for twenty, minutes, en-us",
    "turn on the, kitchen light, en-us",
    "turn on, the bedroom fan, en-us+f2",
  })
  void isHeardAsAWholeWithAnyPause(String first, String second, String voice) throws Exception {
    for (int pause : new int[] {300, 400, 500, 600, 700}) {
      var sound =
          Sounds.join(
              Sounds.noise(400, 10, 1),
              said(first, voice),
              Sounds.noise(pause, 10, pause),
              said(second, voice),
              Sounds.noise(2_000, 10, 2));

      assertThat(ears.hear(sound).text())
          .as("a pause of %d ms", pause)
          .isEqualTo(first + " " + second);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 300, 400, 500, 600, 700})
  void aPersonsTimerIsNotCut(int pause) throws Exception {
    var recording = Sounds.recording("r3_set_timer.wav");
    int gap = 1_260 * 16;
    var sound =
        Sounds.join(
            Arrays.copyOfRange(recording, 0, gap),
            Sounds.noise(pause, 4, 3),
            Arrays.copyOfRange(recording, gap, recording.length),
            Sounds.noise(1_000, 4, 4));

    assertThat(ears.hear(sound).text()).isEqualTo("set a timer for ten minutes");
  }

  @Test
  void aWholeCommandIsNotWaitedFor() throws Exception {
    // What comes 450 ms after a whole command that nothing continues belongs to the next turn.
    var sound =
        Sounds.join(
            Sounds.noise(400, 10, 1),
            said("what time is it", "en-us"),
            Sounds.noise(450, 10, 2),
            said("cancel the timer", "en-us"),
            Sounds.noise(1_000, 10, 3));

    assertThat(ears.hear(sound).text()).isEqualTo("what time is it");
  }

  @Test
  void aBeginningThatNothingFollowsEndsToo() throws Exception {
    var beginning = said("set a timer for", "en-us");
    var sound = Sounds.join(Sounds.noise(400, 10, 1), beginning, Sounds.noise(4_000, 10, 2));
    var heard = ears.hear(sound);

    assertThat(heard.text()).isIn("", "set a timer", "set a timer for");
    assertThat(RealEars.speechEndMillis(heard, sound))
        .isBetween(0.0, 400 + beginning.length / 16.0 + 200);
  }
}
