package dev.loqa.edge.tts.kokoro;

import dev.loqa.edge.tts.TtsException;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// How Kokoro speaks.
///
/// @param model the ONNX file
/// @param voiceFiles a folder of raw voices, one raw voice, or the bundle of all
/// @param voices the voice of each language, by BCP 47 language
/// @param defaultLanguage what is spoken when a request names no language
/// @param speed 1 is the voice's own, 0.5 to 2
/// @param threads that compute together; 0: the processors less one
/// @param lexicon the owner's pronunciations, or null
/// @param cacheKib what is kept of phrases that were spoken, in KiB; 0: nothing
/// @param espeak the program that knows how words sound
public record KokoroOptions(
    Path model,
    Path voiceFiles,
    Map<String, String> voices,
    String defaultLanguage,
    double speed,
    int threads,
    @Nullable Path lexicon,
    int cacheKib,
    String espeak) {
  /// The voices of languages for which the owner names none.
  public static final Map<String, String> USUAL_VOICES = Map.of("en", "af_heart");

  public KokoroOptions {
    voices = Map.copyOf(voices);
    if (!(speed >= 0.5 && speed <= 2)) {
      throw new TtsException("tts.kokoro.speed is %s: use 0.5 to 2".formatted(speed));
    }
    if (threads < 0 || threads > 64) {
      throw new TtsException("tts.kokoro.threads is %d: use 0 to 64".formatted(threads));
    }
    if (cacheKib < 0 || cacheKib > 1 << 20) {
      throw new TtsException("tts.kokoro.cache_kib is %d: use 0 to 1048576".formatted(cacheKib));
    }
  }

  /// The same with other files.
  public KokoroOptions withFiles(Path model, Path voices) {
    return new KokoroOptions(
        model, voices, this.voices, defaultLanguage, speed, threads, lexicon, cacheKib, espeak);
  }

  /// How many threads compute one piece.
  int computing() {
    return threads > 0 ? threads : Math.max(1, Runtime.getRuntime().availableProcessors() - 1);
  }
}
