package dev.loqa.base.audio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class PcmTest {
  @Test
  void bytesAreLittleEndianAndComeBackTheSame() {
    Pcm pcm = new Pcm(new short[] {1, -2, 0x1234}, 16_000);

    assertThat(pcm.bytes()).containsExactly(1, 0, 0xfe, 0xff, 0x34, 0x12);
    assertThat(new Pcm(pcm.bytes(), 16_000)).isEqualTo(pcm).hasSameHashCodeAs(pcm);
  }

  @Test
  void cannotBeChangedFromOutside() {
    short[] samples = {1, 2, 3};
    Pcm pcm = new Pcm(samples, 16_000);

    samples[0] = 9;
    pcm.samples()[1] = 9;

    assertThat(pcm.samples()).containsExactly(1, 2, 3);
  }

  @Test
  void knowsItsLengthAndLoudness() {
    assertThat(Pcm.silence(Duration.ofMillis(1_500), 22_050).length()).isEqualTo(33_075);
    assertThat(Pcm.silence(Duration.ofMillis(20), 16_000).dbfs()).isEqualTo(-120);
    assertThat(Tone.of(440, 32_767, 16_000, 16_000).dbfs()).isBetween(-3.05, -2.95);
    assertThat(Tone.of(440, 100, 16_000, 16_000).duration()).isEqualTo(Duration.ofSeconds(1));
  }

  @Test
  void slicesAndJoins() {
    Pcm pcm = new Pcm(new short[] {1, 2, 3, 4, 5}, 8_000);

    assertThat(pcm.slice(0, 2).then(pcm.slice(2, 99))).isEqualTo(pcm);
    assertThat(pcm.slice(7, 9).isEmpty()).isTrue();
    assertThat(Pcm.join(List.of(), 8_000).isEmpty()).isTrue();
  }

  @Test
  void refusesHalfASampleAnImpossibleRateAndMixedRates() {
    assertThatThrownBy(() -> new Pcm(new byte[3], 16_000))
        .isInstanceOf(AudioException.class)
        .hasMessageContaining("3 bytes");
    assertThatThrownBy(() -> new Pcm(new short[3], 12))
        .isInstanceOf(AudioException.class)
        .hasMessageContaining("12 Hz");
    assertThatThrownBy(() -> new Pcm(new short[3], 16_000).then(new Pcm(new short[3], 8_000)))
        .isInstanceOf(AudioException.class)
        .hasMessageContaining("8000 Hz");
  }
}
