package dev.loqa.edge.tts.kokoro;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

final class TokenRunsTest {
  private static final long COMMA = 3;
  private static final long SPACE = 16;

  @Test
  void asManyAsTheModelTakesAreOneRun() {
    assertThat(TokenRuns.of(filled(510))).hasSize(1);
    assertThat(TokenRuns.of(new long[0])).isEmpty();
  }

  @Test
  void moreAreCutBehindAMarkElseASpaceElseAtTheLimit() {
    long[] marked = filled(600);
    marked[300] = COMMA;
    marked[500] = SPACE;
    long[] spaced = filled(600);
    spaced[500] = SPACE;

    assertThat(lengths(marked)).containsExactly(301, 299);
    assertThat(lengths(spaced)).containsExactly(501, 99);
    assertThat(lengths(filled(1_200))).containsExactly(510, 510, 180);
  }

  private static List<Integer> lengths(long[] ids) {
    return TokenRuns.of(ids).stream().map(run -> run.length).toList();
  }

  private static long[] filled(int length) {
    long[] ids = new long[length];
    Arrays.fill(ids, 50);
    return ids;
  }
}
