package dev.loqa.edge.stt.whisper;

import io.github.givimad.whisperjni.WhisperGrammar;
import org.jspecify.annotations.Nullable;

/// What a decode is told beforehand.
///
/// @param prompt sentences and names that may occur
/// @param grammar the sentences that are preferred; none: everything is as likely as the model has
///   it
/// @param penalty how much less likely all else is
record Bias(String prompt, @Nullable WhisperGrammar grammar, float penalty) {
  static final Bias NONE = new Bias("", null, 0);
}
