package dev.loqa.edge.stt;

import static dev.loqa.understanding.Completeness.COMPLETE;
import static dev.loqa.understanding.Completeness.COMPLETE_MAY_CONTINUE;
import static dev.loqa.understanding.Completeness.OTHER;
import static dev.loqa.understanding.Completeness.PREFIX;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.loqa.edge.stt.Endpointer.State;
import dev.loqa.understanding.Completeness;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class EndpointerTest {
  private static final int FRAME = 320;
  private final Endpointer endpointer = Sounds.endpointer();

  /// Feeds frames of 20 ms until the end is found; the milliseconds fed.
  private int feed(short[] sound, String words, Completeness meaning) {
    int at = 0;
    while (at + FRAME <= sound.length
        && !endpointer.accept(sound, at, FRAME, words, meaning).over()) {
      at += FRAME;
    }
    return at / 16;
  }

  private static short[] spokenThenSilent(double background) {
    return Sounds.join(
        Sounds.noise(300, background, 1),
        Sounds.mix(Sounds.tone(1000, 4000), Sounds.noise(1000, background, 2)),
        Sounds.noise(2000, background, 3));
  }

  @ParameterizedTest
  @CsvSource({"COMPLETE, 128", "COMPLETE_MAY_CONTINUE, 160", "OTHER, 256", "PREFIX, 960"})
  void waitsByWhatTheWordsMean(Completeness meaning, int silence) {
    int ended = feed(spokenThenSilent(10), "turn on", meaning);

    assertThat(endpointer.state()).isEqualTo(State.ENDED);
    assertThat((double) ended - 1300).isCloseTo(silence, within(60.0));
  }

  @ParameterizedTest
  @ValueSource(doubles = {0, 5, 30, 120, 300})
  void findsTheEndInAnyRoom(double background) {
    feed(spokenThenSilent(background), "", OTHER);

    assertThat(endpointer.state()).isEqualTo(State.ENDED);
    assertThat(endpointer.speechEndSample() / 16.0).isCloseTo(1300, within(60.0));
  }

  @Test
  void doesNotTakeAPauseForTheEnd() {
    var sound =
        Sounds.join(
            Sounds.noise(200, 10, 1),
            Sounds.tone(600, 4000),
            Sounds.noise(400, 10, 2),
            Sounds.tone(600, 4000),
            Sounds.noise(1500, 10, 3));
    feed(sound, "set a timer for", PREFIX);

    assertThat(endpointer.speechEndSample() / 16.0).isCloseTo(1800, within(60.0));
  }

  @Test
  void doesNotTakeAClickForSpeech() {
    var sound =
        Sounds.join(Sounds.noise(500, 10, 1), Sounds.tone(30, 20000), Sounds.noise(6000, 10, 2));
    int ended = feed(sound, "", OTHER);

    assertThat(endpointer.state()).isEqualTo(State.NO_SPEECH);
    assertThat(ended).isBetween(4900, 5100);
  }

  @Test
  void aClickInThePauseDoesNotProlongIt() {
    var sound =
        Sounds.join(
            Sounds.noise(200, 10, 1),
            Sounds.tone(600, 4000),
            Sounds.noise(90, 10, 2),
            Sounds.tone(1, 20000),
            Sounds.noise(1500, 10, 3));
    feed(sound, "turn on the lamp", COMPLETE);

    assertThat(endpointer.speechEndSample() / 16.0).isCloseTo(800, within(60.0));
  }

  @ParameterizedTest
  @ValueSource(doubles = {0, 20, 300, 2000})
  void steadyNoiseIsNobodySpeaking(double rms) {
    feed(Sounds.noise(12_000, rms, 1), "", OTHER);

    assertThat(endpointer.state()).isIn(State.NO_SPEECH, State.ENDED);
    assertThat(endpointer.trailingSilenceMillis()).isGreaterThan(0);
  }

  @Test
  void neverListensForEver() {
    // Words without a gap, as no room ever gives them.
    var sound = new short[16_000];
    for (int second = 0; second < 70 && !endpointer.state().over(); second++) {
      for (int i = 0; i < sound.length; i++) {
        // Rises for a second and never sinks to a background of its own.
        sound[i] = (short) ((i % 2 == 0 ? 1 : -1) * (2000 + i / 2 + second * 10));
      }
      feed(sound, "word " + second, PREFIX);
    }
    assertThat(endpointer.state().over()).isTrue();
  }

  @Test
  void endsAWholeCommandAlthoughTheTelevisionGoesOn() {
    var sound = new short[16 * 8000];
    for (int i = 0; i < sound.length; i++) {
      double swell = 1 + 0.9 * Math.sin(2 * Math.PI * i / 4000);
      sound[i] = (short) (1500 * swell * Math.sin(2 * Math.PI * 300 * i / 16_000));
    }
    int ended = feed(sound, "turn on the lamp", COMPLETE);

    assertThat(endpointer.state()).isEqualTo(State.ENDED);
    assertThat(ended).isLessThan(4000);
  }

  @Test
  void nothingChangesAfterTheEnd() {
    feed(spokenThenSilent(10), "", COMPLETE);
    long end = endpointer.speechEndSample();
    var late = Sounds.tone(500, 4000);

    assertThat(endpointer.accept(late, 0, late.length, "", COMPLETE)).isEqualTo(State.ENDED);
    assertThat(endpointer.speechEndSample()).isEqualTo(end);
  }

  @ParameterizedTest
  @CsvSource({
    "r3_turn_on_the_lamp.wav",
    "r3_set_timer.wav",
    "wfw_turn_on_the_living_room_lamp.wav"
  })
  void findsTheEndOfAPersonsCommand(String file) {
    var sound = Sounds.join(Sounds.recording(file), Sounds.noise(1500, 5, 1));
    feed(sound, "", COMPLETE_MAY_CONTINUE);

    assertThat(endpointer.state()).isEqualTo(State.ENDED);
    assertThat(endpointer.speechEndSample() / 16)
        .isBetween(800L, (long) (sound.length / 16) - 1400L);
  }

  @Test
  void refusesSettingsThatMakeNoSense() {
    var ok = EndpointSettings.DEFAULT;

    assertThatThrownBy(() ->
            new EndpointSettings(
                Duration.ofMillis(1),
                ok.mayContinue(),
                ok.unknown(),
                ok.prefix(),
                ok.settled(),
                ok.noSpeech(),
                ok.longest()))
        .isInstanceOf(SttException.class)
        .hasMessageContaining("stt.endpoint.complete is 1 ms");
  }
}
