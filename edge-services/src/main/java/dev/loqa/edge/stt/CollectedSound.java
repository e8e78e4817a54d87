package dev.loqa.edge.stt;

import java.util.Arrays;

/// The sound of one utterance, for engines that hear it as a whole. What lies beyond a minute is
/// left out. One utterance, one thread.
public final class CollectedSound {
  /// Samples a second.
  public static final int RATE = 16_000;

  /// Sound kept before the speech, for its first faint consonant.
  private static final int LEAD_SAMPLES = RATE / 10;

  private static final int FIRST_ROOM_SAMPLES = 4 * RATE;
  private static final int MOST_SAMPLES = 60 * RATE;

  private short[] kept = new short[FIRST_ROOM_SAMPLES];
  private int length;

  public void add(short[] samples, int offset, int count) {
    int room = Math.min(count, MOST_SAMPLES - length);
    if (length + room > kept.length) {
      kept = Arrays.copyOf(kept, Math.min(MOST_SAMPLES, Math.max(2 * kept.length, length + room)));
    }
    System.arraycopy(samples, offset, kept, length, room);
    length += room;
  }

  /// How many samples there are.
  public int length() {
    return length;
  }

  /// A copy of all from a little before `sample` on.
  public short[] from(int sample) {
    return Arrays.copyOfRange(kept, Math.clamp(sample - LEAD_SAMPLES, 0, length), length);
  }
}
