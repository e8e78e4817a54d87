package dev.loqa.edge.stt.vad;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.loqa.edge.stt.EndpointSettings;
import dev.loqa.edge.stt.Endpointer;
import dev.loqa.edge.stt.Sounds;
import dev.loqa.understanding.Completeness;
import java.util.BitSet;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What everything that tells voice from other sound must stand.
abstract class VoiceActivityContract {
  private static final int HOPS_PER_SECOND = 100;

  private @Nullable VoiceDetector made;

  abstract VoiceDetector newDetector();

  /// Whether music is told from voice; if not, it is taken for voice.
  abstract boolean tellsMusic();

  /// How far below a voice noise must be, as root mean squares in dB, so that the voice's end is
  /// found.
  abstract double quietNoiseDb();

  @BeforeEach
  void make() {
    made = newDetector();
  }

  @AfterEach
  void close() {
    if (made != null) {
      made.close();
      made.close();
    }
  }

  private VoiceDetector detector() {
    return Objects.requireNonNull(made);
  }

  /// The hops that hold voice.
  private BitSet voice(short[] sound) {
    var hops = new BitSet();
    try (var activity = detector().begin()) {
      for (short sample : sound) {
        if (activity.accept(sample)) {
          hops.set(activity.hops() - 1, activity.voice());
        }
      }
    }
    return hops;
  }

  private static int from(BitSet hops, int seconds) {
    return hops.get(seconds * HOPS_PER_SECOND, Math.max(hops.length(), seconds * HOPS_PER_SECOND))
        .cardinality();
  }

  private Endpointer heard(short[] sound) {
    try (var activity = detector().begin()) {
      var endpointer = new Endpointer(EndpointSettings.DEFAULT, activity);
      for (int at = 0; at + 320 <= sound.length && !endpointer.state().over(); at += 320) {
        endpointer.accept(sound, at, 320, "", Completeness.PREFIX);
      }
      return endpointer;
    }
  }

  private static double millis(long sample) {
    return sample / 16.0;
  }

  @Test
  void silenceAndAQuietRoomHoldNoVoice() {
    assertThat(voice(Sounds.silence(3_000)).cardinality()).isZero();
    assertThat(voice(Sounds.noise(3_000, 10, 1)).cardinality()).isZero();
  }

  @ParameterizedTest
  @ValueSource(doubles = {100, 1_000, 6_000})
  void steadyNoiseIsNoVoiceOnceItIsKnown(double rms) {
    var hops = voice(Sounds.noise(6_000, rms, 2));

    assertThat(from(hops, 1)).isLessThan(10);
  }

  @Test
  void aHumIsNoVoiceOnceItIsKnown() {
    var hops = voice(Sounds.join(Sounds.noise(300, 10, 3), Sounds.tone(6_000, 3_000)));

    assertThat(from(hops, 3)).isLessThan(10);
  }

  @Test
  void clicksAreNobodySpeaking() {
    var clicks = Sounds.noise(4_000, 10, 4);
    for (int at = 8_000; at < clicks.length; at += 6_400) {
      clicks[at] = 30_000;
      clicks[at + 1] = -30_000;
    }
    assertThat(heard(clicks).spoken()).isFalse();
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void musicIsVoiceOnlyToWhoCannotTell(long seed) {
    var hops = voice(Sounds.join(Sounds.noise(300, 10, 5), Sounds.music(4_000, 6_000, seed)));

    if (tellsMusic()) {
      assertThat(hops.cardinality()).isLessThan(40);
    } else {
      assertThat(hops.cardinality()).isGreaterThan(80);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "r3_turn_on_the_lamp.wav, 1880",
    "r3_set_timer.wav, 1980",
    "wfw_turn_on_the_living_room_lamp.wav, 1420"
  })
  void findsWhereAPersonsCommandEnds(String file, int end) {
    var sound = Sounds.join(Sounds.recording(file), Sounds.noise(2_000, 5, 6));
    double noise = Sounds.rms(Sounds.recording(file)) / Math.pow(10, quietNoiseDb() / 20);
    var quiet = heard(sound);
    var noisy = heard(Sounds.mix(sound, Sounds.noise(sound.length / 16, noise, 7)));

    assertThat(quiet.state()).isEqualTo(Endpointer.State.ENDED);
    assertThat(millis(quiet.speechEndSample())).isCloseTo(end, within(60.0));
    assertThat(noisy.state()).isEqualTo(Endpointer.State.ENDED);
    assertThat(millis(noisy.speechEndSample())).isCloseTo(end, within(250.0));
  }

  @ParameterizedTest
  @ValueSource(strings = {"en-us", "en-us+f2", "en-gb", "en-gb+f2"})
  void findsWhereASyntheticVoiceBeginsAndEnds(String voice) {
    var said = Sounds.trimmed(Sounds.speech("turn on the kitchen light", voice, 150));
    var found = heard(Sounds.join(Sounds.noise(500, 10, 8), said, Sounds.noise(2_000, 10, 9)));

    assertThat(found.state()).isEqualTo(Endpointer.State.ENDED);
    assertThat(millis(found.speechStartSample())).isBetween(300.0, 600.0);
    assertThat(millis(found.speechEndSample())).isCloseTo(500 + said.length / 16.0, within(130.0));
  }

  @Test
  void utterancesSideBySideDoNotDisturbEachOther() {
    var one = Sounds.join(Sounds.noise(300, 10, 1), Sounds.speech("hello there", "en-us", 150));
    var alone = voice(one);
    var beside = new BitSet();
    try (var first = detector().begin();
        var second = detector().begin()) {
      for (int i = 0; i < one.length; i++) {
        second.accept((short) (i % 2 == 0 ? 20_000 : -20_000));
        if (first.accept(one[i])) {
          beside.set(first.hops() - 1, first.voice());
        }
      }
    }
    assertThat(beside).isEqualTo(alone);
    assertThat(alone.cardinality()).isGreaterThan(20);
  }

  @Test
  void beginsAnewWithEachUtterance() {
    var sound = Sounds.join(Sounds.noise(300, 10, 1), Sounds.speech("hello there", "en-us", 150));
    var first = voice(sound);
    voice(Sounds.noise(2_000, 6_000, 3));

    assertThat(voice(sound)).isEqualTo(first);
  }

  @Test
  void standsWhateverSamplesThereAre() {
    var clipped = Sounds.speech("turn on the kitchen light", "en-us", 150);
    for (int i = 0; i < clipped.length; i++) {
      clipped[i] = (short) Math.clamp(60L * clipped[i], Short.MIN_VALUE, Short.MAX_VALUE);
    }
    var found = heard(Sounds.join(Sounds.noise(300, 10, 8), clipped, Sounds.noise(2_000, 10, 9)));

    assertThat(found.state()).isEqualTo(Endpointer.State.ENDED);
  }

  @Test
  void anUtteranceCanBeLeftAndClosedTwice() {
    var activity = detector().begin();
    activity.accept((short) 1);
    activity.close();
    activity.close();

    assertThat(activity.hops()).isZero();
  }
}
