package dev.loqa.edge.satellite;

import dev.loqa.base.audio.Pcm;
import java.util.function.Supplier;

/// A loudspeaker together with what the satellite says by itself, which may become known later. Any
/// thread may call it.
///
/// @param own answers at once
public record WordedLoudspeaker(Loudspeaker speaker, Supplier<OwnSounds> own)
    implements Loudspeaker {
  @Override
  public void accept(Pcm sound) {
    speaker.accept(sound);
  }

  @Override
  public void silence() {
    speaker.silence();
  }

  @Override
  public OwnSounds ownSounds() {
    return own.get();
  }
}
