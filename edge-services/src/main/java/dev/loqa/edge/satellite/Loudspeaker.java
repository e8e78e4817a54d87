package dev.loqa.edge.satellite;

import dev.loqa.base.audio.Pcm;
import java.util.function.Consumer;

/// What makes sound audible. Any thread may call it; it takes each piece at once and plays them in
/// order.
@FunctionalInterface
public interface Loudspeaker extends Consumer<Pcm> {
  /// Throws away what was taken and is not heard yet.
  default void silence() {}

  /// What the satellite says by itself here. Returns at once.
  default OwnSounds ownSounds() {
    return OwnSounds.NOTES;
  }
}
