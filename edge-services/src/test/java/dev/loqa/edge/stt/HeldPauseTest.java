package dev.loqa.edge.stt;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Which samples reach an engine, each of which says its own number.
final class HeldPauseTest {
  private static final int STEP = 512;
  private static final int STEP_MILLIS = 32;

  private final List<Integer> given = new ArrayList<>();
  private final HeldPause pause = new HeldPause(new Noting());
  private int now;

  private final class Noting implements Utterance {
    @Override
    public void accept(short[] samples, int offset, int count) {
      for (int i = offset; i < offset + count; i++) {
        given.add((int) samples[i]);
      }
    }

    @Override
    public String partial() {
      return "";
    }

    @Override
    public Hypothesis finish() {
      return Hypothesis.NOTHING;
    }

    @Override
    public void close() {}
  }

  private void speak(int steps) {
    for (int i = 0; i < steps; i++) {
      step(0);
    }
  }

  private void beSilent(int steps) {
    for (int i = 0; i < steps; i++) {
      step((long) i * STEP_MILLIS);
    }
  }

  private void step(long silentMillis) {
    var samples = new short[STEP + 2];
    for (int i = 0; i < STEP; i++) {
      samples[i + 1] = (short) now++;
    }
    pause.accept(samples, 1, STEP, silentMillis);
  }

  @Test
  void aShortPauseIsGivenWhole() {
    speak(3);
    beSilent(7);
    speak(2);

    assertThat(given).hasSize(12 * STEP).isSorted();
    assertThat(pause.heard(now)).isEqualTo(now);
  }

  @Test
  void ofALongPauseTheMiddleIsLeftOut() {
    speak(3);
    beSilent(30);
    assertThat(given).hasSize(10 * STEP);
    assertThat(pause.heard(3 * STEP)).isEqualTo(3 * STEP);

    speak(2);

    // The first 224 ms and the last 128 ms, in order, and what was said after them.
    assertThat(given).hasSize((3 + 7 + 4 + 2) * STEP).isSorted();
    assertThat(given.get(10 * STEP)).isEqualTo(29 * STEP);
    assertThat(given.getLast()).isEqualTo(now - 1);
    assertThat(pause.heard(now)).isEqualTo(given.size());
  }

  @Test
  void eachPauseIsShortened() {
    speak(1);
    beSilent(20);
    speak(1);
    beSilent(20);
    assertThat(pause.heard(22 * STEP)).isEqualTo((1 + 7 + 4 + 1) * STEP);
    speak(1);

    assertThat(given).hasSize((1 + 11 + 1 + 11 + 1) * STEP).isSorted();
  }
}
