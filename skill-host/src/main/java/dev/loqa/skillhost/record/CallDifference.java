package dev.loqa.skillhost.record;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A place where a replay called the host in another way than the record.
///
/// @param index the place in the record, from 1; one beyond its end for calls that came after it
/// @param expected the recorded call; none where the replay made one more
/// @param got the replay's call; none where it left one out
/// @param answered what the replay's call was answered, and by what right; empty where nothing came
public record CallDifference(
    int index, @Nullable String expected, @Nullable String got, String answered) {
  /// Sequences whose lengths multiply to more are compared place by place.
  private static final long MOST_COMPARED = 4_000_000;

  /// The differences of two sequences of calls, by what was asked: the fewest, in order. Pure.
  ///
  /// @param madeUp what was answered without the record, by the index in `replayed`
  static List<CallDifference> between(
      List<RecordedCall> recorded, List<RecordedCall> replayed, Map<Integer, String> madeUp) {
    int head = 0;
    int ends = Math.min(recorded.size(), replayed.size());
    while (head < ends && same(recorded.get(head), replayed.get(head))) {
      head++;
    }
    int tail = 0;
    while (tail < ends - head
        && same(
            recorded.get(recorded.size() - 1 - tail), replayed.get(replayed.size() - 1 - tail))) {
      tail++;
    }
    List<CallDifference> differences = new ArrayList<>();
    List<RecordedCall> was = recorded.subList(head, recorded.size() - tail);
    List<RecordedCall> is = replayed.subList(head, replayed.size() - tail);
    int[][] common = common(was, is);
    int i = 0;
    int j = 0;
    while (i < was.size() || j < is.size()) {
      boolean both = i < was.size() && j < is.size();
      if (both && same(was.get(i), is.get(j))) {
        i++;
        j++;
        continue;
      }
      // Neither helps: they stand for each other.
      boolean instead = both && (common.length == 0 || common[i + 1][j + 1] == common[i][j]);
      boolean left =
          instead || (i < was.size() && (j >= is.size() || common[i + 1][j] >= common[i][j + 1]));
      boolean more = instead || !left;
      differences.add(
          new CallDifference(
              head + i + 1,
              left ? was.get(i).shown() : null,
              more ? is.get(j).shown() : null,
              more ? answered(is.get(j), madeUp.get(head + j)) : ""));
      i += left ? 1 : 0;
      j += more ? 1 : 0;
    }
    return differences;
  }

  private static String answered(RecordedCall call, @Nullable String madeUp) {
    return madeUp == null ? call.answered() : call.answered() + " (" + madeUp + ")";
  }

  private static boolean same(RecordedCall one, RecordedCall other) {
    return one.question().equals(other.question());
  }

  /// How many calls are common from `[i][j]` on; empty if that is too much to find out.
  private static int[][] common(List<RecordedCall> was, List<RecordedCall> is) {
    if ((long) was.size() * is.size() > MOST_COMPARED) {
      return new int[0][];
    }
    int[][] common = new int[was.size() + 1][is.size() + 1];
    for (int i = was.size() - 1; i >= 0; i--) {
      for (int j = is.size() - 1; j >= 0; j--) {
        common[i][j] =
            same(was.get(i), is.get(j))
                ? common[i + 1][j + 1] + 1
                : Math.max(common[i + 1][j], common[i][j + 1]);
      }
    }
    return common;
  }
}
