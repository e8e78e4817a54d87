package dev.loqa.edge.stt.vad;

import dev.loqa.base.life.Part;

/// A way to tell voice from other sound: what the utterances of a process share, a loaded net for
/// example. Any thread may call it. Utterances are closed before it.
public interface VoiceDetector extends Part {
  /// The name that configuration, announcements and logs use.
  String name();

  /// Follows one more utterance; close it.
  VoiceActivity begin();
}
