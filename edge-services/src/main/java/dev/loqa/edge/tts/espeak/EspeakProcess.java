package dev.loqa.edge.tts.espeak;

import dev.loqa.base.audio.Pcm;
import dev.loqa.edge.tts.TtsException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/// One espeak-ng that has loaded its voice and waits on its standard input for one text.
///
/// When we die its input ends, so it ends by itself. [#speak] and [#read] belong to one thread;
/// [#kill] may come from any.
final class EspeakProcess {
  private static final int HEADER_BYTES = 44;
  private static final int CHUNK_BYTES = 8 * 1024;

  private final Process process;
  private final InputStream in;
  private int sampleRateHz;

  private EspeakProcess(Process process) {
    this.process = process;
    this.in = process.getInputStream();
  }

  static EspeakProcess start(String program, String voice, int wordsPerMinute) {
    List<String> command =
        List.of(
            program,
            "--stdout",
            "--stdin",
            "-b",
            "1",
            "-z",
            "-v",
            voice,
            "-s",
            Integer.toString(wordsPerMinute));
    try {
      return new EspeakProcess(new ProcessBuilder(command).start());
    } catch (IOException e) {
      throw new TtsException(
          "%s cannot be started: %s: install it (apt install espeak-ng, brew install espeak-ng)"
              .formatted(program, e.getMessage()),
          e);
    }
  }

  long pid() {
    return process.pid();
  }

  boolean alive() {
    return process.isAlive();
  }

  /// Gives it its text. The text is far smaller than a pipe holds, so this does not wait.
  void speak(String text) throws IOException {
    try (OutputStream out = process.getOutputStream()) {
      out.write(text.getBytes(StandardCharsets.UTF_8));
    }
  }

  /// The next piece of sound; empty at the end.
  ///
  /// @throws IOException when it ended too early
  Optional<Pcm> read() throws IOException {
    byte[] chunk;
    if (sampleRateHz == 0) {
      byte[] header = in.readNBytes(HEADER_BYTES);
      if (header.length < HEADER_BYTES) {
        throw new IOException("no sound came");
      }
      sampleRateHz = ByteBuffer.wrap(header).order(ByteOrder.LITTLE_ENDIAN).getInt(24);
      chunk = firstPiece();
    } else {
      chunk = in.readNBytes(CHUNK_BYTES);
    }
    if (chunk.length == 0) {
      return end();
    }
    return Optional.of(new Pcm(chunk, sampleRateHz));
  }

  /// What is there already, so that sound can start.
  private byte[] firstPiece() throws IOException {
    byte[] piece = new byte[CHUNK_BYTES];
    int got = Math.max(0, in.read(piece));
    if (got % 2 != 0) {
      int other = in.read();
      if (other >= 0) {
        piece[got++] = (byte) other;
      }
    }
    return Arrays.copyOf(piece, got - got % 2);
  }

  private Optional<Pcm> end() throws IOException {
    try {
      if (!process.waitFor(2, TimeUnit.SECONDS)) {
        throw new IOException("it closed its output and did not end");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
    if (process.exitValue() != 0) {
      throw new IOException("it ended with code " + process.exitValue());
    }
    return Optional.empty();
  }

  /// What it said on its error output, for a message; only when it has ended.
  String complaint() {
    if (process.isAlive()) {
      return "";
    }
    try {
      byte[] said = process.getErrorStream().readNBytes(500);
      return new String(said, StandardCharsets.UTF_8).strip().replaceAll("\\s+", " ");
    } catch (IOException e) {
      return "";
    }
  }

  void kill() {
    process.destroyForcibly();
  }
}
