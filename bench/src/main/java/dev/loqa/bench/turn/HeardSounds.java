package dev.loqa.bench.turn;

import dev.loqa.base.audio.Pcm;
import dev.loqa.edge.satellite.Chime;
import dev.loqa.edge.satellite.Loudspeaker;
import dev.loqa.edge.satellite.OwnSounds;
import dev.loqa.edge.satellite.OwnWords;
import dev.loqa.edge.tts.espeak.EspeakOptions;
import dev.loqa.edge.tts.espeak.EspeakSynthesizer;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/// A loudspeaker that notes when it was given which sound; the satellite has words of its own
/// there, as on a machine with espeak-ng. A timer that rings is no sound of any turn, and not
/// noted. Thread-safe.
final class HeardSounds implements Loudspeaker {
  /// @param nanos a reading of the monotonic clock
  record Heard(long nanos, Pcm sound) {}

  private final List<Heard> heard = new CopyOnWriteArrayList<>();
  private final OwnSounds own =
      OwnWords.spoken(
          () -> new EspeakSynthesizer(EspeakOptions.DEFAULT),
          EspeakOptions.DEFAULT.defaultLanguage());

  @Override
  public OwnSounds ownSounds() {
    return own;
  }

  /// Whether it is nobody's answer, but what the satellite says by itself.
  boolean isOwn(Pcm sound) {
    return sound.equals(own.moment()) || sound.equals(own.apology());
  }

  @Override
  public void accept(Pcm sound) {
    if (!sound.equals(Chime.RING)) {
      heard.add(new Heard(System.nanoTime(), sound));
    }
  }

  /// All that was heard since it was forgotten.
  List<Heard> all() {
    return List.copyOf(heard);
  }

  void forget() {
    heard.clear();
  }
}
