package dev.loqa.base.audio;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;

/// What was in a WAV file: the sound mixed to mono at the file's own rate, how it was stored, and
/// what was odd about it.
///
/// Reads 8, 16, 24 and 32-bit PCM and 32-bit float, 1 to 8 channels, 8 to 192 kHz, the extensible
/// header, and the open sizes that a program writes which streams to a pipe. A damaged header is an
/// error; sound that ends early is used and named in `warnings`.
public record WavFile(Pcm pcm, WavFormat format, List<String> warnings) {

  public WavFile {
    warnings = List.copyOf(warnings);
  }

  /// Reads a file within the default limits.
  public static WavFile read(Path file) {
    return read(file, WavLimits.DEFAULT);
  }

  /// Reads a file.
  ///
  /// @throws AudioException when there is no such file or it is no sound this can use
  public static WavFile read(Path file, WavLimits limits) {
    if (Files.isDirectory(file)) {
      throw new AudioException(file + " is a folder: name a WAV file");
    }
    try (InputStream in = Files.newInputStream(file)) {
      return read(in, file.toString(), limits);
    } catch (NoSuchFileException e) {
      throw new AudioException(file + " does not exist: check the path", e);
    } catch (IOException e) {
      throw new AudioException(
          "%s cannot be read: %s: check that it is a file you may read"
              .formatted(file, e.getMessage()),
          e);
    }
  }

  /// Reads a stream; `name` is what errors call it. The stream is not closed.
  public static WavFile read(InputStream in, String name, WavLimits limits) {
    try {
      return new WavReader(new BufferedInputStream(in, 1 << 16), name, limits).read();
    } catch (IOException e) {
      throw new AudioException(
          "%s cannot be read: %s: try again".formatted(name, e.getMessage()), e);
    }
  }

  /// Writes 16-bit mono. An existing file is replaced.
  public static void write(Path file, Pcm pcm) {
    try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file))) {
      write(out, pcm);
    } catch (IOException | UncheckedIOException e) {
      throw new AudioException(
          "%s cannot be written: %s: choose a folder you may write to"
              .formatted(file, e.getMessage()),
          e);
    }
  }

  /// Writes 16-bit mono to a stream, which is not closed.
  public static void write(OutputStream out, Pcm pcm) {
    try {
      out.write(header(pcm.length() * 2, pcm.sampleRateHz()));
      out.write(pcm.bytes());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// The same as bytes.
  public static byte[] bytes(Pcm pcm) {
    byte[] data = pcm.bytes();
    byte[] header = header(data.length, pcm.sampleRateHz());
    return ByteBuffer.allocate(header.length + data.length).put(header).put(data).array();
  }

  private static byte[] header(int dataBytes, int rateHz) {
    return ByteBuffer.allocate(44)
        .order(ByteOrder.LITTLE_ENDIAN)
        .put(ascii("RIFF"))
        .putInt(36 + dataBytes)
        .put(ascii("WAVEfmt "))
        .putInt(16)
        .putShort((short) 1)
        .putShort((short) 1)
        .putInt(rateHz)
        .putInt(rateHz * 2)
        .putShort((short) 2)
        .putShort((short) 16)
        .put(ascii("data"))
        .putInt(dataBytes)
        .array();
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
