package dev.loqa.edge.tts.kokoro;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Cuts the numbers of a piece where it has more than the model takes: behind the last mark of
/// punctuation, else at the last space, else at the limit. Pure.
final class TokenRuns {
  /// From `;` to `…`, see [Vocabulary].
  private static final int LAST_MARK = 10;

  private static final int SPACE = 16;

  private TokenRuns() {}

  static List<long[]> of(long[] ids) {
    List<long[]> runs = new ArrayList<>();
    int from = 0;
    while (ids.length - from > Vocabulary.MOST) {
      int to = cut(ids, from);
      runs.add(Arrays.copyOfRange(ids, from, to));
      from = to;
    }
    if (from < ids.length) {
      runs.add(Arrays.copyOfRange(ids, from, ids.length));
    }
    return runs;
  }

  private static int cut(long[] ids, int from) {
    int least = from + Vocabulary.MOST / 3;
    int space = -1;
    for (int i = from + Vocabulary.MOST; i > least; i--) {
      if (ids[i - 1] <= LAST_MARK) {
        return i;
      }
      if (space < 0 && ids[i - 1] == SPACE) {
        space = i;
      }
    }
    return space > 0 ? space : from + Vocabulary.MOST;
  }
}
