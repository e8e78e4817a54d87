package dev.loqa.bench.turn;

import dev.loqa.base.audio.Pcm;
import dev.loqa.edge.satellite.Loudspeaker;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/// A loudspeaker that notes when it was given which sound. Thread-safe.
final class HeardSounds implements Loudspeaker {
  /// @param nanos a reading of the monotonic clock
  record Heard(long nanos, Pcm sound) {}

  private final List<Heard> heard = new CopyOnWriteArrayList<>();

  @Override
  public void accept(Pcm sound) {
    heard.add(new Heard(System.nanoTime(), sound));
  }

  /// All that was heard since it was forgotten.
  List<Heard> all() {
    return List.copyOf(heard);
  }

  void forget() {
    heard.clear();
  }
}
