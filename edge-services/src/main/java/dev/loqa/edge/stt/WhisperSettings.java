package dev.loqa.edge.stt;

import java.time.Duration;

/// Which model whisper.cpp loads and how it decodes; no model, no engine.
///
/// @param model a ggml file, or the name of a model until it is known which file that is
/// @param threads 0 stands for the number of processors less one
/// @param grammarPenalty how much less likely words are that no sentence of the house has; 0: as
///   likely as the model has them
/// @param deadline until an utterance is decoded
public record WhisperSettings(String model, int threads, double grammarPenalty, Duration deadline) {
  public static final WhisperSettings NONE = new WhisperSettings("", 0, 0, Duration.ofSeconds(10));

  /// How one gets a model.
  public static final String NO_MODEL =
      "set it to a model's name or a ggml file; `loqa models pull whisper-tiny.en` fetches one,"
          + " `loqa models add FILE` takes one you have";

  public WhisperSettings {
    if (threads < 0 || threads > 64) {
      throw new SttException("stt.whisper.threads is " + threads + ": use 0 to 64");
    }
    if (!(grammarPenalty >= 0 && grammarPenalty <= 100)) {
      throw new SttException("stt.whisper.grammar_penalty is " + grammarPenalty + ": use 0 to 100");
    }
    if (deadline.toMillis() < 500 || deadline.toMillis() > 120_000) {
      throw new SttException(
          "stt.whisper.deadline_ms is " + deadline.toMillis() + ": use 500 to 120000");
    }
  }

  /// The same with this file.
  public WhisperSettings withModel(String file) {
    return new WhisperSettings(file, threads, grammarPenalty, deadline);
  }

  /// The number of threads that is meant.
  public int threadsInUse() {
    return threads > 0 ? threads : Math.max(1, Runtime.getRuntime().availableProcessors() - 1);
  }
}
