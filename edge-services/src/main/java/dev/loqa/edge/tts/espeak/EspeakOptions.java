package dev.loqa.edge.tts.espeak;

import dev.loqa.edge.tts.TtsException;
import java.util.Map;

/// How espeak-ng speaks.
///
/// @param program its name or path
/// @param defaultLanguage the key of `voices` that is used when a request names none
/// @param voices the voice of each language, by BCP 47 language
/// @param wordsPerMinute speed, 80 to 450
/// @param spare processes kept waiting for the default voice, 1 to 8
public record EspeakOptions(
    String program,
    String defaultLanguage,
    Map<String, String> voices,
    int wordsPerMinute,
    int spare) {
  public static final EspeakOptions DEFAULT =
      new EspeakOptions("espeak-ng", "en", Map.of("en", "en-us", "de", "de"), 170, 2);

  public EspeakOptions {
    voices = Map.copyOf(voices);
    if (!voices.containsKey(defaultLanguage)) {
      throw new TtsException(
          "tts.voices has no voice for the default language %s: add one"
              .formatted(defaultLanguage));
    }
    if (wordsPerMinute < 80 || wordsPerMinute > 450) {
      throw new TtsException("tts.words_per_minute is %d: use 80 to 450".formatted(wordsPerMinute));
    }
    if (spare < 1 || spare > 8) {
      throw new TtsException("tts.spare is %d: use 1 to 8".formatted(spare));
    }
  }

  /// The same with another program.
  public EspeakOptions withProgram(String other) {
    return new EspeakOptions(other, defaultLanguage, voices, wordsPerMinute, spare);
  }

  String defaultVoice() {
    return voices.getOrDefault(defaultLanguage, "en-us");
  }
}
