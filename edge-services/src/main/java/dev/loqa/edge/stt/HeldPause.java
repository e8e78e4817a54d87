package dev.loqa.edge.stt;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;

/// Gives an engine the sound of an utterance without the middle of its long pauses.
///
/// Somebody who thinks in the middle of a command is silent for half a second and more. An engine
/// that is given all of that is less sure of the words around it: PocketSphinx refuses "set a timer
/// for", half a second of silence, "ten minutes", and Whisper writes something into the silence. So
/// of a pause it gets the first [#FIRST_MILLIS] and, once the voice is back, the last
/// [#LAST_MILLIS], in which the voice began. One utterance, one thread; time is counted in samples
/// of 16 kHz.
final class HeldPause {
  static final int FIRST_MILLIS = 224;
  static final int LAST_MILLIS = 128;

  private static final int SAMPLES_PER_MILLI = 16;
  private static final int MOST_HELD = LAST_MILLIS * SAMPLES_PER_MILLI;

  private final Utterance utterance;
  private final Deque<short[]> held = new ArrayDeque<>();
  private int heldSamples;
  private long leftOut;
  private long leftOutBeforeVoice;

  HeldPause(Utterance utterance) {
    this.utterance = utterance;
  }

  /// Takes the next sound.
  ///
  /// @param silentMillis how long nobody has spoken before it; 0 before the first word
  void accept(short[] samples, int offset, int count, long silentMillis) {
    if (silentMillis < FIRST_MILLIS) {
      resume();
      utterance.accept(samples, offset, count);
      return;
    }
    held.add(Arrays.copyOfRange(samples, offset, offset + count));
    heldSamples += count;
    while (heldSamples > MOST_HELD) {
      int left = held.remove().length;
      heldSamples -= left;
      leftOut += left;
    }
  }

  private void resume() {
    if (heldSamples > 0) {
      held.forEach(piece -> utterance.accept(piece, 0, piece.length));
      held.clear();
      heldSamples = 0;
    }
    leftOutBeforeVoice = leftOut;
  }

  /// Which sample of what the engine was given is this sample of the utterance, which is where a
  /// voice last ended.
  long heard(long voiceEnd) {
    return voiceEnd - leftOutBeforeVoice;
  }
}
