package dev.loqa.edge;

import java.util.Locale;
import java.util.Optional;

/// What an edge process can be.
enum Kind {
  STT,
  TTS,
  LLM,
  SATELLITE;

  /// The word on the command line, in configuration and in node ids.
  String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  static Optional<Kind> of(String word) {
    for (Kind kind : values()) {
      if (kind.word().equals(word)) {
        return Optional.of(kind);
      }
    }
    return Optional.empty();
  }
}
