package dev.loqa.edge.stt;

import dev.loqa.base.life.Part;

/// A speech-to-text engine: what its recognizers share (a loaded model, a native library).
///
/// Any thread may call it. Recognizers are closed before the engine.
public interface SpeechEngine extends Part {
  /// The name that configuration, announcements and logs use: `pocketsphinx`, `whisper`.
  String name();

  /// Whether [Utterance#partial] yields words before the end. Endpointing by meaning needs them.
  boolean streams();

  /// Makes one more pair of ears.
  Recognizer recognizer();
}
