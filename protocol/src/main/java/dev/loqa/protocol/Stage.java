package dev.loqa.protocol;

import java.util.Locale;

/// A segment of a turn's critical path. Segments never overlap.
public enum Stage {
  /// End of speech until it was decided that speech has ended.
  ENDPOINT,
  /// Until the final transcript.
  STT,
  /// Until it was decided what to do.
  ROUTE,
  /// The skills' work, with the commit of what they did.
  SKILL,
  /// The language model's work.
  LLM,
  /// Until the first piece of speech.
  TTS,
  /// Until it is heard.
  PLAY;

  /// The name on the wire.
  public String wire() {
    return name().toLowerCase(Locale.ROOT);
  }
}
