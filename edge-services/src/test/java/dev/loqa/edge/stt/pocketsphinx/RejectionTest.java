package dev.loqa.edge.stt.pocketsphinx;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loqa.edge.stt.Hypothesis;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// What raises the price of a command: one thing at a time, from a clear one.
final class RejectionTest {
  private static final int FRAMES = 100;
  private static final Map<String, List<String>> SOUNDS =
      Map.of("lamp", List.of("L AE M P"), "on", List.of("AA N"));
  private final Rejection rejection = new Rejection(0.5);

  /// Two words of half a second each.
  private static List<Segment> words(int score) {
    return List.of(
        new Segment("lamp", 0, 49, score / 2), new Segment("on", 50, FRAMES - 1, score / 2));
  }

  private static List<Segment> phones(int score) {
    return List.of(new Segment("AA", 0, FRAMES - 1, score));
  }

  private Hypothesis judge(List<Segment> words, List<Segment> background, List<Segment> phones) {
    return rejection.judge(new Evidence("lamp on", words, background, phones, SOUNDS));
  }

  private double confidence(int words, int background) {
    return judge(words(-1_000), words(background), phones(words)).confidence();
  }

  @Test
  void aClearCommandIsTaken() {
    var heard = judge(words(-3_000), words(-3_000), phones(0));

    assertThat(heard.accepted()).isTrue();
    assertThat(heard.confidence()).isGreaterThan(0.99);
  }

  @Test
  void anUnusualVoiceFitsAllWordsBadlyAndIsStillTaken() {
    assertThat(judge(words(-7_000), words(-6_500), phones(0)).accepted()).isTrue();
  }

  @Test
  void speechThatFitsOtherWordsBetterIsNoCommand() {
    assertThat(judge(words(-5_000), words(-2_500), phones(0)).accepted()).isFalse();
  }

  @Test
  void otherWordsThatFitWorseChangeNothing() {
    assertThat(confidence(2_000, -5_000)).isEqualTo(confidence(2_000, -1_000));
  }

  @Test
  void soundThatFitsPhonesFarBetterIsNoCommandWhateverTheWords() {
    assertThat(judge(words(-14_000), words(-14_000), phones(0)).accepted()).isFalse();
  }

  @Test
  void withoutAnyOtherWordsOnlyAClearCommandIsTaken() {
    assertThat(judge(words(-3_000), List.of(), phones(0)).accepted()).isTrue();
    assertThat(judge(words(-9_000), List.of(), phones(0)).accepted()).isFalse();
  }

  @Test
  void speechOutsideTheWordsIsNoCommand() {
    var alone = List.of(new Segment("on", 0, 24, -500), new Segment("<sil>", 25, 99, -500));

    assertThat(judge(alone, alone, phones(0)).accepted()).isFalse();
  }

  @Test
  void noWordsAreNothing() {
    assertThat(rejection.judge(new Evidence(" ", List.of(), List.of(), phones(0), SOUNDS)))
        .isEqualTo(Hypothesis.NOTHING);
  }
}
