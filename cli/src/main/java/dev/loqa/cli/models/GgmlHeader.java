package dev.loqa.cli.models;

import dev.loqa.cli.api.CliException;
import dev.loqa.cli.api.Exit;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/// The head of a Whisper model in ggml form: a magic number and eleven sizes, little-endian, as
/// whisper.cpp reads them.
///
/// @param vocabulary 51,864 for English alone, more for many languages
/// @param audioLayers 4 tiny, 6 base, 12 small, 24 medium, 32 large
public record GgmlHeader(int vocabulary, int audioContext, int audioLayers, int mels) {
  private static final int MAGIC = 0x67676d6c;
  private static final int BYTES = 48;
  private static final int ENGLISH = 51_864;
  private static final int MOST_WORDS = 60_000;
  private static final int FRAMES = 1_500;

  /// Reads and checks the head of `file`.
  ///
  /// @throws CliException when it is no Whisper model in ggml form
  public static GgmlHeader read(Path file) {
    byte[] head;
    try (InputStream in = Files.newInputStream(file)) {
      head = in.readNBytes(BYTES);
    } catch (IOException e) {
      throw new CliException(
          Exit.FAILED, file + " cannot be read (" + e.getMessage() + "): check its path", e);
    }
    if (head.length < BYTES) {
      throw refused(file, "is too short for a model");
    }
    ByteBuffer numbers = ByteBuffer.wrap(head).order(ByteOrder.LITTLE_ENDIAN);
    if (numbers.getInt(0) != MAGIC) {
      boolean gguf = new String(head, 0, 4, StandardCharsets.US_ASCII).equals("GGUF");
      throw refused(file, gguf ? "is in GGUF form" : "is no ggml file");
    }
    GgmlHeader header =
        new GgmlHeader(
            numbers.getInt(4), numbers.getInt(8), numbers.getInt(20), numbers.getInt(40));
    if (!header.isWhisper()) {
      throw refused(file, "is a ggml file but no Whisper model");
    }
    return header;
  }

  private boolean isWhisper() {
    return vocabulary >= ENGLISH
        && vocabulary < MOST_WORDS
        && audioContext == FRAMES
        && audioLayers >= 1
        && audioLayers <= 64
        && (mels == 80 || mels == 128);
  }

  public boolean englishOnly() {
    return vocabulary == ENGLISH;
  }

  private static CliException refused(Path file, String fault) {
    return new CliException(
        Exit.FAILED,
        file
            + " "
            + fault
            + ": give a Whisper model in ggml form, as ggml-tiny.en.bin of whisper.cpp");
  }
}
