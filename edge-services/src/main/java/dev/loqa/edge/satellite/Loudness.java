package dev.loqa.edge.satellite;

import dev.loqa.base.audio.Pcm;

/// Tells speech from a quiet room by loudness alone; good enough to bound an utterance, not to end
/// one.
final class Loudness {
  private static final double SPEECH_DBFS = -42;

  private Loudness() {}

  static boolean isSpeech(Pcm frame) {
    return frame.dbfs() > SPEECH_DBFS;
  }
}
