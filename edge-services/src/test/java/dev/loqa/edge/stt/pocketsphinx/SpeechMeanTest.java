package dev.loqa.edge.stt.pocketsphinx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

final class SpeechMeanTest {
  private static final int CEPSTRA = FeatureSettings.CEPSTRA;
  private static final List<Float> USUAL = Collections.nCopies(CEPSTRA, 2f);
  private final SpeechMean mean = new SpeechMean(USUAL);

  @Test
  void beforeAnySpeechTheUsualMeanCounts() {
    mean.without(frame(10, 5));

    var frame = mean.rest().getFirst();

    assertThat(frame[0]).isEqualTo(8);
    assertThat(frame[1]).isEqualTo(3);
  }

  @Test
  void everyFrameIsHandedOnOnceAndInOrder() {
    var levelled = heard(mean, 0, 50);
    levelled.addAll(mean.rest());

    assertThat(levelled).hasSize(50);
    assertThat(mean.rest()).isEmpty();
  }

  @Test
  void theBeginningIsHeldBackUntilItsMeanIsKnown() {
    var afterTheFirstWord = heard(mean, -6, 45);

    assertThat(heard(new SpeechMean(USUAL), -6, 29)).isEmpty();
    assertThat(afterTheFirstWord).hasSize(45);
    assertThat(afterTheFirstWord.getFirst()[1]).isEqualTo(afterTheFirstWord.get(20)[1]);
    assertThat(mean.without(frame(60, -2))).hasSize(1);
  }

  @Test
  void aVoiceAndAnotherThatIsDullerBecomeTheSame() {
    var clear = heard(new SpeechMean(USUAL), 0, 2_000);
    var dull = heard(new SpeechMean(USUAL), -6, 2_000);

    assertThat(Math.abs(clear.getFirst()[1] - dull.getFirst()[1])).isGreaterThan(3);
    assertThat(clear.getLast()[1]).isCloseTo(dull.getLast()[1], within(0.5f));
  }

  @Test
  void silenceDoesNotBelongToTheVoice() {
    heard(mean, 0, 2_000);
    var before = mean.without(frame(60, 9)).getFirst();
    for (int i = 0; i < 500; i++) {
      mean.without(frame(-20, -40));
    }
    var after = mean.without(frame(60, 9)).getFirst();

    assertThat(after[1]).isCloseTo(before[1], within(0.1f));
  }

  @Test
  void noiseBeforeTheSpeechIsForgottenWhenItBegins() {
    for (int i = 0; i < 300; i++) {
      mean.without(frame(i % 10, -30));
    }
    var afterNoise = heard(mean, 0, 2_000).getLast();
    var alone = heard(new SpeechMean(USUAL), 0, 2_000).getLast();

    assertThat(afterNoise[1]).isCloseTo(alone[1], within(0.1f));
  }

  @Test
  void evenNoiseIsNotTakenForAVoice() {
    for (int i = 0; i < 300; i++) {
      mean.without(frame(i % 10, -30));
    }

    assertThat(mean.rest().getLast()[1]).isEqualTo(-32);
  }

  /// Speech, loud and less so in turns, its first cepstrum moved by `tilt`: the frames that were
  /// handed on.
  private static List<float[]> heard(SpeechMean mean, float tilt, int frames) {
    var levelled = new ArrayList<float[]>();
    for (int i = 0; i < frames; i++) {
      levelled.addAll(mean.without(frame(i % 20 < 10 ? 60 : 35, 4 + tilt)));
    }
    return levelled;
  }

  private static float[] frame(float loudness, float first) {
    var frame = new float[CEPSTRA];
    frame[0] = loudness;
    frame[1] = first;
    return frame;
  }
}
