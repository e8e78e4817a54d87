package dev.loqa.edge.tts;

import org.jspecify.annotations.Nullable;

/// What an engine is to say.
///
/// @param text cleaned and not empty, see [SpokenText]
/// @param voice an id of [Synthesizer#voices]; absent: chosen by language
/// @param language BCP 47; absent: the engine's default
public record SpeechRequest(String text, @Nullable String voice, @Nullable String language) {
  public SpeechRequest {
    if (text.isBlank()) {
      throw new TtsException("there is nothing to say: give a text");
    }
  }
}
