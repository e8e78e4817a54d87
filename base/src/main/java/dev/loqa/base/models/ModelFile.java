package dev.loqa.base.models;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;

/// A model file, known by its content and never by its name: which kind it is, and that it is whole
/// as far as its own form tells. Its weights are not judged.
///
/// @param about what it is, in words
public record ModelFile(Path file, ModelKind kind, long bytes, String about) {
  private static final int HEAD = 64;

  /// Looks into `file`.
  ///
  /// @throws ModelException when it is none of Loqa's kinds, or not whole; the message says which
  public static ModelFile read(Path file) {
    try {
      if (!Files.isRegularFile(file)) {
        throw new ModelException(
            file
                + (Files.exists(file) ? " is no file" : " is not there")
                + ": give the path of a model file");
      }
      return known(file, Files.size(file), head(file));
    } catch (IOException e) {
      throw new ModelException(
          file + " cannot be read (" + e.getMessage() + "): check its path and rights", e);
    }
  }

  private static byte[] head(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      return in.readNBytes(HEAD);
    }
  }

  private static ModelFile known(Path file, long bytes, byte[] head) throws IOException {
    if (bytes == 0) {
      throw refused(file, "is empty");
    }
    if (starts(head, "lmgg")) {
      return new ModelFile(file, ModelKind.WHISPER, bytes, WhisperFile.read(file).about());
    }
    if (starts(head, "GGUF")) {
      throw refused(
          file, "is in GGUF form, which is for language models: give it to Ollama or llama.cpp");
    }
    if (starts(head, "PK\u0003\u0004")) {
      return new ModelFile(file, ModelKind.VOICES, bytes, VoiceFile.archive(file));
    }
    String text = new String(head, StandardCharsets.ISO_8859_1).stripLeading();
    if (text.startsWith("version https://git-lfs")) {
      throw refused(
          file, "is a pointer of Git LFS, not the model: fetch the file that it stands for");
    }
    if (isPage(text)) {
      throw refused(
          file,
          "is a web page, not a model: look into it, it says what went wrong at the download");
    }
    if (OnnxFile.mayBe(head)) {
      OnnxFile net = OnnxFile.read(file);
      return new ModelFile(file, net.kind(), bytes, net.about());
    }
    if (bytes == VoiceFile.BYTES) {
      return new ModelFile(file, ModelKind.VOICE, bytes, VoiceFile.raw(file));
    }
    throw refused(file, "is no model that is known here");
  }

  private static boolean starts(byte[] head, String with) {
    byte[] magic = with.getBytes(StandardCharsets.ISO_8859_1);
    return head.length >= magic.length
        && Arrays.equals(head, 0, magic.length, magic, 0, magic.length);
  }

  private static boolean isPage(String text) {
    String start = text.toLowerCase(Locale.ROOT);
    return start.startsWith("<!doctype") || start.startsWith("<html") || start.startsWith("<?xml");
  }

  /// A refusal by name. A fault that has its way out within it keeps it.
  static ModelException refused(Path file, String fault) {
    String wanted =
        "give a Whisper model in ggml form, a Kokoro or Silero net in ONNX form, or a Kokoro voice";
    return new ModelException(file + " " + fault + (fault.contains(": ") ? "" : ": " + wanted));
  }
}
