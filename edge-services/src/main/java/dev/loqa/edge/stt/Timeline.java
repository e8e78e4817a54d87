package dev.loqa.edge.stt;

import dev.loqa.protocol.SpeechEnd;
import java.util.ArrayList;
import java.util.List;

/// Which stretch of the sound came in which frame, and when. One utterance, one thread; a minute of
/// frames at most.
final class Timeline {
  private static final double SAMPLES_PER_MILLI = 16;

  private record Stretch(long sequence, long firstSample, long nanos) {}

  private final List<Stretch> stretches = new ArrayList<>();
  private long samples;

  /// Notes a frame of so many samples at 16 kHz that arrived at `nanos`.
  void add(long sequence, double count, long nanos) {
    stretches.add(new Stretch(sequence, samples, nanos));
    samples += Math.round(count);
  }

  /// Where sample number `sample` lies in the sender's own frames.
  SpeechEnd speechEnd(long sample) {
    var stretch = at(sample);
    return new SpeechEnd(stretch.sequence(), (sample - stretch.firstSample()) / SAMPLES_PER_MILLI);
  }

  /// When `sample` was spoken, by this process's monotonic clock: its frame arrived as its last
  /// sample was spoken.
  long spokenNanos(long sample) {
    var stretch = at(sample);
    int index = stretches.indexOf(stretch);
    long end = index + 1 < stretches.size() ? stretches.get(index + 1).firstSample() : samples;
    return stretch.nanos() - Math.round((end - sample) / SAMPLES_PER_MILLI * 1e6);
  }

  private Stretch at(long sample) {
    if (stretches.isEmpty()) {
      return new Stretch(0, 0, System.nanoTime());
    }
    int low = 0;
    int high = stretches.size() - 1;
    while (low < high) {
      int middle = (low + high + 1) >>> 1;
      // A sample on the border belongs to the frame that ends there.
      if (stretches.get(middle).firstSample() < sample) {
        low = middle;
      } else {
        high = middle - 1;
      }
    }
    return stretches.get(low);
  }
}
