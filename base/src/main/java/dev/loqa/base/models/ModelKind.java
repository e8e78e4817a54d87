package dev.loqa.base.models;

import java.util.Arrays;
import java.util.Optional;

/// The kinds of model that Loqa's engines load.
public enum ModelKind {
  /// A Whisper model in ggml form, which whisper.cpp loads: hears free speech.
  WHISPER("whisper", ".bin"),
  /// A Kokoro net in ONNX form: speaks.
  KOKORO("kokoro", ".onnx"),
  /// One Kokoro voice (f32, 510x256, little-endian).
  VOICE("voice", ".bin"),
  /// Several Kokoro voices in one NPZ archive.
  VOICES("voices", ".bin"),
  /// A Silero net in ONNX form: tells voice from other sound.
  VAD("vad", ".onnx");

  private final String word;
  private final String suffix;

  ModelKind(String word, String suffix) {
    this.word = word;
    this.suffix = suffix;
  }

  /// As people and files of pins write it.
  public String word() {
    return word;
  }

  /// How the name of its file ends.
  public String suffix() {
    return suffix;
  }

  /// The kind that is written so.
  public static Optional<ModelKind> of(String word) {
    return Arrays.stream(values()).filter(kind -> kind.word.equals(word)).findFirst();
  }
}
