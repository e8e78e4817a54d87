package dev.loqa.edge.stt.pocketsphinx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

final class CepstraTest {
  private static final int FILTERS = 25;
  private static final FeatureSettings USUAL =
      new FeatureSettings(130, 6800, FILTERS, false, 22, Collections.nCopies(13, 0f));

  @Test
  void aFrameComesEveryHundredthOfASecondOnceItsWindowIsFull() {
    var cepstra = new Cepstra(USUAL);

    assertThat(cepstra.of(tone(440, 409, 8_000), 409)).isEmpty();
    assertThat(cepstra.of(tone(440, 1, 8_000), 1)).hasSize(1);
    assertThat(cepstra.of(tone(440, 1_600, 8_000), 1_600)).hasSize(10);
  }

  @Test
  void theSameSoundInPiecesGivesTheSameFrames() {
    var sound = tone(700, 4_000, 8_000);
    var whole = new Cepstra(USUAL).of(sound, sound.length);
    var cepstra = new Cepstra(USUAL);

    var pieces = new ArrayList<float[]>();
    for (int at = 0; at < sound.length; at += 333) {
      var piece = Arrays.copyOfRange(sound, at, Math.min(sound.length, at + 333));
      pieces.addAll(cepstra.of(piece, piece.length));
    }

    assertSame(pieces, whole);
  }

  @Test
  void nothingIsKeptFromTheUtteranceBefore() {
    var sound = tone(700, 2_000, 8_000);
    var cepstra = new Cepstra(USUAL);
    var first = cepstra.of(sound, sound.length);

    cepstra.of(tone(3_000, 777, 20_000), 777);
    cepstra.restart();

    assertSame(cepstra.of(sound, sound.length), first);
  }

  @Test
  void loudnessMovesTheFirstCepstrumOnly() {
    var quiet = new Cepstra(USUAL).of(tone(700, 410, 3_000), 410).getFirst();
    var loud = new Cepstra(USUAL).of(tone(700, 410, 30_000), 410).getFirst();

    // Ten times the samples are 2 ln 10 more in each filter, and the first row of the transform
    // adds the filters over their square root.
    double louder = 2 * Math.log(10) * Math.sqrt(FILTERS);
    assertThat(loud[0] - quiet[0]).isCloseTo((float) louder, within(0.3f));
    for (int i = 1; i < loud.length; i++) {
      assertThat(loud[i]).isCloseTo(quiet[i], within(0.6f));
    }
  }

  @Test
  void aHigherToneTiltsTheSpectrum() {
    var low = new Cepstra(USUAL).of(tone(200, 410, 8_000), 410).getFirst();
    var high = new Cepstra(USUAL).of(tone(5_000, 410, 8_000), 410).getFirst();

    assertThat(low[1]).isPositive();
    assertThat(high[1]).isNegative();
  }

  private static void assertSame(List<float[]> frames, List<float[]> expected) {
    assertThat(frames).hasSameSizeAs(expected);
    for (int i = 0; i < frames.size(); i++) {
      assertThat(frames.get(i)).containsExactly(expected.get(i));
    }
  }

  private static short[] tone(double hz, int samples, double amplitude) {
    var tone = new short[samples];
    for (int i = 0; i < samples; i++) {
      tone[i] = (short) Math.round(amplitude * Math.sin(2 * Math.PI * hz * i / Cepstra.RATE));
    }
    return tone;
  }
}
