package dev.loqa.edge.satellite;

import dev.loqa.base.audio.Pcm;
import dev.loqa.protocol.TtsAudio;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.function.Consumer;

/// Puts the pieces of one answer in order and hands them on. A piece that is missing is waited for
/// until a few later ones are there; then it is counted as a gap. Bounded; used by one thread.
final class PlayOut {
  private static final int EARLY_PIECES = 8;
  private static final int MAX_SECONDS = 600;
  private static final int SILENT_RATE_HZ = 16_000;

  private final Consumer<Pcm> sink;
  private final TreeMap<Long, TtsAudio> early = new TreeMap<>();
  private final List<Pcm> played = new ArrayList<>();
  private long expected;
  private int rateHz;
  private long arrivedNanos;
  private long firstNanos;
  private long heardUntilNanos;
  private long samples;
  private int gaps;
  private boolean complete;

  PlayOut(Consumer<Pcm> sink) {
    this.sink = sink;
  }

  /// Takes a piece; pieces that came before are ignored.
  void accept(TtsAudio audio, long nanos) {
    if (complete || audio.sequence() < expected) {
      return;
    }
    early.put(audio.sequence(), audio);
    boolean lastIsThere = early.lastEntry().getValue().isFinal();
    if (early.firstKey() > expected && (early.size() > EARLY_PIECES || lastIsThere)) {
      gaps += (int) (early.firstKey() - expected);
      expected = early.firstKey();
    }
    for (TtsAudio next = early.remove(expected);
        next != null && !complete;
        next = early.remove(expected)) {
      play(next, nanos);
      if (lastIsThere && !early.isEmpty() && early.firstKey() > expected) {
        gaps += (int) (early.firstKey() - expected);
        expected = early.firstKey();
      }
    }
  }

  private void play(TtsAudio audio, long nanos) {
    expected++;
    complete = audio.isFinal();
    Pcm pcm = mono(audio);
    if (pcm.isEmpty()) {
      return;
    }
    if (rateHz == 0) {
      rateHz = pcm.sampleRateHz();
      arrivedNanos = nanos;
    }
    Pcm sound = pcm.at(rateHz);
    samples += sound.length();
    played.add(sound);
    sink.accept(sound);
    long now = System.nanoTime();
    if (firstNanos == 0) {
      firstNanos = now;
    }
    heardUntilNanos = Math.max(now, heardUntilNanos) + sound.duration().toNanos();
    complete |= samples > (long) MAX_SECONDS * rateHz;
  }

  private static Pcm mono(TtsAudio audio) {
    Pcm all = new Pcm(audio.pcm().toArray(), audio.sampleRate());
    if (audio.channels() == 1) {
      return all;
    }
    short[] left = new short[all.length() / audio.channels()];
    for (int i = 0; i < left.length; i++) {
      left[i] = all.sample(i * audio.channels());
    }
    return new Pcm(left, audio.sampleRate());
  }

  /// The last piece was played.
  boolean complete() {
    return complete;
  }

  boolean started() {
    return firstNanos != 0;
  }

  /// The number of the next piece.
  long expected() {
    return expected;
  }

  /// When the first sound was played.
  long firstNanos() {
    return firstNanos;
  }

  /// When a loudspeaker that plays at once has played all that was handed on.
  long heardUntilNanos() {
    return heardUntilNanos;
  }

  /// From the arrival of the first sound until it was played.
  double waitedMillis() {
    return (firstNanos - arrivedNanos) / 1e6;
  }

  int gaps() {
    return gaps;
  }

  /// Plays an apology after what was played.
  void apologise(Pcm apology) {
    rateHz = rateHz == 0 ? apology.sampleRateHz() : rateHz;
    Pcm sound = apology.at(rateHz);
    played.add(sound);
    sink.accept(sound);
  }

  /// All that was played.
  Pcm sound() {
    return Pcm.join(played, rateHz == 0 ? SILENT_RATE_HZ : rateHz);
  }
}
