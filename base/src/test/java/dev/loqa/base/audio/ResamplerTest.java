package dev.loqa.base.audio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ResamplerTest {
  @ParameterizedTest
  @CsvSource({
    "8000, 16000",
    "11025, 16000",
    "22050, 16000",
    "44100, 16000",
    "48000, 16000",
    "192000, 16000",
    "16000, 22050",
    "16000, 48000",
    "8001, 16000"
  })
  void keepsAToneAndTheLength(int from, int to) {
    Pcm in = Tone.of(1_000, 10_000, from, from);

    Pcm out = in.at(to);

    assertThat(out.length()).isEqualTo(to);
    assertThat(Tone.amplitude(out, 1_000)).isCloseTo(10_000, within(60.0));
  }

  @ParameterizedTest
  @CsvSource({"44100, 10000, 6000", "48000, 13000, 3000", "192000, 60000, 4000"})
  void whatTheNewRateCannotHoldIsRemovedInsteadOfFoldedDown(int from, double tone, double alias) {
    Pcm out = Tone.of(tone, 20_000, from, from).at(16_000);

    assertThat(Tone.amplitude(out, alias)).isLessThan(4);
    assertThat(out.slice(4_000, 12_000).dbfs()).isLessThan(-75);
  }

  @Test
  void aStreamInPiecesGivesTheSameAsAllAtOnce() {
    Pcm in = Tone.of(700, 9_000, 20_000, 44_100);
    Resampler resampler = new Resampler(44_100, 16_000);
    List<Pcm> pieces = new ArrayList<>();

    for (int at = 0; at < in.length(); at += 441) {
      pieces.add(resampler.push(in.slice(at, at + 441)));
    }
    pieces.add(resampler.finish());

    assertThat(Pcm.join(pieces, 16_000)).isEqualTo(in.at(16_000));
  }

  @Test
  void loudSoundIsClippedNotWrapped() {
    Pcm out = Tone.of(300, 32_767, 8_000, 8_000).at(16_000);

    assertThat(Tone.amplitude(out, 300)).isCloseTo(32_767, within(300.0));
  }

  @Test
  void aWrongRateOrAPushAfterTheEndIsRefused() {
    Resampler resampler = new Resampler(44_100, 16_000);

    assertThatThrownBy(() -> resampler.push(new Pcm(new short[4], 48_000)))
        .isInstanceOf(AudioException.class)
        .hasMessageContaining("48000 Hz");
    assertThat(resampler.finish().isEmpty()).isTrue();
    assertThatThrownBy(() -> resampler.push(new Pcm(new short[4], 44_100)))
        .isInstanceOf(AudioException.class);
  }
}
