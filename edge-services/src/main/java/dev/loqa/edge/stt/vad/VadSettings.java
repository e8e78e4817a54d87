package dev.loqa.edge.stt.vad;

import java.util.List;

/// What tells voice from other sound.
///
/// @param use one of [#CHOICES]
/// @param model Silero's ONNX file, or its name until it is known which file that is; empty: it is
///   not here
public record VadSettings(String use, String model) {
  public static final String AUTO = "auto";
  public static final String BUILT_IN = "builtin";
  public static final String SILERO = "silero";
  public static final List<String> CHOICES = List.of(AUTO, BUILT_IN, SILERO);
  public static final VadSettings DEFAULT = new VadSettings(AUTO, "silero-vad");

  /// The same with this file; none when it is empty.
  public VadSettings withModel(String file) {
    return new VadSettings(use, file);
  }
}
