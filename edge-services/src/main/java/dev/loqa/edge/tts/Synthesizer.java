package dev.loqa.edge.tts;

import dev.loqa.base.life.Part;
import java.util.List;

/// An engine that turns text into sound.
///
/// Threads: all methods may be called from any thread and several syntheses may run at once.
/// Closing cancels those that run.
public interface Synthesizer extends Part {
  /// The engine's name, for logs and the registry of capabilities.
  String name();

  /// The voices that are installed.
  List<Voice> voices();

  /// Whether it has the voice that a request names, or one for its language.
  default boolean speaks(SpeechRequest request) {
    return true;
  }

  /// Starts to make speech and returns at once.
  ///
  /// An unknown voice or language falls back to the engine's default.
  Synthesis begin(SpeechRequest request);
}
