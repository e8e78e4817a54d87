package dev.loqa.edge.satellite;

import dev.loqa.base.audio.Pcm;

/// What a satellite says by itself, kept by it so that it can be heard when nobody else of the
/// house speaks.
///
/// @param moment the answer is late and still to come
/// @param apology no answer comes
public record OwnSounds(Pcm moment, Pcm apology) {
  /// Without words: two soft notes, two falling ones.
  public static final OwnSounds NOTES = new OwnSounds(Chime.MOMENT, Chime.APOLOGY);
}
