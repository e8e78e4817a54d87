package dev.loqa.edge.tts.kokoro;

import dev.loqa.base.audio.Pcm;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// The sound of pieces that were spoken lately, by voice, speed and text: what a house says often
/// is computed once. Bounded by the bytes of sound; what was not used for longest goes first. Only
/// in memory. Thread-safe.
final class SpokenPhrases {
  private static final int BYTES_PER_SAMPLE = 2;

  private final long mostBytes;
  private final Map<Key, Pcm> kept = new LinkedHashMap<>(16, 0.75f, true);
  private long bytes;

  SpokenPhrases(long mostBytes) {
    this.mostBytes = mostBytes;
  }

  synchronized Optional<Pcm> find(String voice, float speed, String text) {
    return Optional.ofNullable(kept.get(new Key(voice, speed, text)));
  }

  /// Keeps it, unless it alone would take more than a quarter of the room.
  synchronized void keep(String voice, float speed, String text, Pcm sound) {
    long size = size(sound);
    if (size > mostBytes / 4) {
      return;
    }
    Pcm before = kept.put(new Key(voice, speed, text), sound);
    bytes += size - (before == null ? 0 : size(before));
    Iterator<Pcm> oldest = kept.values().iterator();
    while (bytes > mostBytes && oldest.hasNext()) {
      bytes -= size(oldest.next());
      oldest.remove();
    }
  }

  synchronized long bytes() {
    return bytes;
  }

  private static long size(Pcm sound) {
    return (long) sound.length() * BYTES_PER_SAMPLE;
  }

  private record Key(String voice, float speed, String text) {}
}
