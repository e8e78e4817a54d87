package dev.loqa.edge;

import dev.loqa.base.config.ConfigSection;
import dev.loqa.base.config.ConfigSource;
import dev.loqa.edge.tts.TtsConfig;
import dev.loqa.edge.tts.espeak.EspeakOptions;
import dev.loqa.edge.tts.kokoro.KokoroOptions;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The block `tts`: the service's limits, and how each engine speaks.
///
/// @param kokoro absent: espeak-ng speaks everything
record TtsBlock(TtsConfig service, EspeakOptions espeak, @Nullable KokoroOptions kokoro) {
  private static final List<String> ENGINES = List.of("espeak-ng", "kokoro");
  private static final Duration MINUTE = Duration.ofMinutes(1);

  /// Reads and checks it; what is wrong is noted at the source.
  static TtsBlock read(ConfigSection section, ConfigSource source) {
    String engine = section.oneOf("engine", "espeak-ng", ENGINES, "The engine that speaks.");
    EspeakOptions espeak = espeak(section, source);
    TtsConfig service = service(section, espeak.defaultLanguage());
    KokoroOptions kokoro = kokoro(section.section("kokoro"), source, espeak, engine);
    return new TtsBlock(service, espeak, kokoro);
  }

  private static TtsConfig service(ConfigSection section, String language) {
    TtsConfig usual = TtsConfig.DEFAULT;
    return new TtsConfig(
        section.integer(
            "max_chars", usual.maxChars(), 1, 20_000, "The longest text that is spoken."),
        section.integer("workers", usual.workers(), 1, 16, "Texts spoken at the same time."),
        section.integer(
            "waiting_per_session",
            usual.waitingPerSession(),
            1,
            1_000,
            "Texts of one session that may wait."),
        section.integer(
            "waiting_in_all", usual.waitingInAll(), 1, 10_000, "Texts that may wait altogether."),
        section.millis(
            "stall_ms",
            usual.stall(),
            Duration.ofMillis(100),
            MINUTE,
            "How long the engine may be silent before it is given up."),
        section.millis(
            "lead_ms",
            usual.lead(),
            Duration.ofMillis(500),
            Duration.ofMinutes(10),
            "How much sound is sent ahead of the time it plays."),
        language,
        section.flag(
            "original_audio",
            usual.originalAudio(),
            "Also send audio as JSON on tts.audio, as the original did."));
  }

  private static EspeakOptions espeak(ConfigSection section, ConfigSource source) {
    EspeakOptions usual = EspeakOptions.DEFAULT;
    String language =
        section.text("language", usual.defaultLanguage(), "The language of texts that name none.");
    Map<String, String> voices = voices(section, usual.voices(), "The voice of this language.");
    if (!voices.containsKey(language)) {
      source.fault("tts.language", language, "name its voice under tts.voices");
      language = usual.defaultLanguage();
    }
    return new EspeakOptions(
        section.text("espeak", usual.program(), "The espeak-ng program."),
        language,
        voices,
        section.integer("words_per_minute", usual.wordsPerMinute(), 80, 450, "Speed of speech."),
        section.integer("spare", usual.spare(), 1, 8, "Processes kept waiting for a text."));
  }

  private static @Nullable KokoroOptions kokoro(
      ConfigSection section, ConfigSource source, EspeakOptions espeak, String engine) {
    String model =
        section.text(
            "model",
            "",
            "Kokoro's ONNX file: a path, or its name in models.folder or in the house.");
    String files =
        section.text(
            "voice_files",
            "",
            "A folder of .bin voices, one of them, or the bundle; the latter two also by name.");
    String lexicon = section.text("lexicon", "", "Your own pronunciations; empty: none.");
    KokoroOptions options =
        new KokoroOptions(
            Path.of(model),
            Path.of(files),
            voices(section, KokoroOptions.USUAL_VOICES, "The Kokoro voice of this language."),
            espeak.defaultLanguage(),
            section.number("speed", 1, 0.5, 2, "1 is the voice's own speed."),
            section.integer("threads", 0, 0, 64, "0: the processors less one."),
            lexicon.isEmpty() ? null : Path.of(lexicon),
            section.integer("cache_kib", 8_192, 0, 1 << 20, "Sound of phrases that is kept."),
            espeak.program());
    if (!engine.equals("kokoro")) {
      return null;
    }
    if (model.isBlank()) {
      source.fault("tts.kokoro.model", model, "give the path of Kokoro's ONNX file");
    }
    if (files.isBlank()) {
      source.fault(
          "tts.kokoro.voice_files", files, "give a folder of Kokoro's .bin voices, or one file");
    }
    return options;
  }

  private static Map<String, String> voices(
      ConfigSection section, Map<String, String> usual, String doc) {
    Map<String, String> voices = new HashMap<>(usual);
    ConfigSection named = section.section("voices");
    for (String key : named.names()) {
      voices.put(key, named.text(key, "", doc));
    }
    return voices;
  }
}
