package dev.loqa.edge.stt;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.TreeMap;

/// Brings the frames of one utterance into order: repeated ones are dropped, early ones held until
/// the gap before them is filled or given up. One thread.
final class FrameOrder {
  /// About a second and a half of frames of 20 ms.
  static final int MOST_HELD = 75;

  private final TreeMap<Long, Arrival> held = new TreeMap<>();
  private long next;
  private long newest = -1;

  /// Takes a frame; returns what can be used now, in order.
  List<Arrival> accept(Arrival arrival) {
    long sequence = arrival.frame().sequence();
    newest = Math.max(newest, sequence);
    if (sequence < next) {
      return List.of();
    }
    held.putIfAbsent(sequence, arrival);
    return held.size() > MOST_HELD ? skip() : ready();
  }

  private List<Arrival> ready() {
    var result = new ArrayList<Arrival>();
    for (var first = held.get(next); first != null; first = held.get(next)) {
      held.remove(next);
      result.add(first);
      next++;
    }
    return result;
  }

  /// The first frame of the gap that later frames wait for.
  OptionalLong missing() {
    return held.isEmpty() ? OptionalLong.empty() : OptionalLong.of(next);
  }

  /// The highest number that came; -1 before the first.
  long newest() {
    return newest;
  }

  /// The number of the next frame to come.
  long next() {
    return next;
  }

  /// Gives up the gap and returns what comes after it.
  List<Arrival> skip() {
    if (!held.isEmpty()) {
      next = held.firstKey();
    }
    return ready();
  }
}
