package dev.loqa.edge.stt;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class StableWordsTest {
  private static final long STANDS = 16L * StableWords.STANDS_MILLIS;

  private final StableWords stable = new StableWords();

  private int after(String partial, long sample) {
    stable.accept(partial, sample);
    return stable.count();
  }

  @Test
  void aWordIsStableWhenItHasStoodForLongEnough() {
    assertThat(after("turn", 100)).isZero();
    assertThat(after("turn on", 200)).isZero();
    assertThat(after("turn on the", 99 + STANDS)).isZero();
    assertThat(after("turn on the", 100 + STANDS)).isEqualTo(1);
    assertThat(after("turn on the lamp", 200 + STANDS)).isEqualTo(2);
  }

  @Test
  void aWordThatChangesTakesThoseBehindItAlong() {
    after("turn on the lamp", 0);
    assertThat(after("turn off the lamp", STANDS)).isEqualTo(1);
    assertThat(after("turn off the lamp", 2 * STANDS)).isEqualTo(4);
    assertThat(after("", 2 * STANDS)).isZero();
    assertThat(after("turn off the lamp", 3 * STANDS)).isZero();
  }
}
