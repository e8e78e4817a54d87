package dev.loqa.cli.sound;

import dev.loqa.base.audio.Pcm;
import dev.loqa.cli.api.CliException;
import dev.loqa.cli.api.Exit;
import dev.loqa.protocol.AudioLimits;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/// What the microphone hears, from now until the person is done: they say so, or are quiet for
/// [#PAUSE], or [AudioLimits#UTTERANCE_SECONDS] are over. Used by one thread.
public final class Recording {
  /// Quiet after speech that ends it.
  static final Duration PAUSE = Duration.ofMillis(1_200);

  private static final Duration FRAME = Duration.ofMillis(20);
  private static final int FRAME_BYTES = Pcm.samplesIn(FRAME, SoundPrograms.RATE_HZ) * 2;
  private static final int MOST_WORDS = 300;

  /// A microphone that is there gives sound within a second, also of silence.
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private static final String WAY_OUT =
      "plug a microphone in, name a program that records with --microphone, or have a file heard with"
          + " loqa hear FILE.wav";

  private Recording() {}

  /// Runs `command` and gives what it recorded; empty when nobody spoke.
  ///
  /// @param done asked after each frame of 20 ms: has the person said that they are done?
  /// @throws CliException when the command gives no sound, in its own words
  public static Pcm take(List<String> command, BooleanSupplier done) {
    return take(command, done, PATIENCE);
  }

  /// @param patience with a command that gives no sound
  static Pcm take(List<String> command, BooleanSupplier done, Duration patience) {
    Path errors = null;
    try {
      errors = Files.createTempFile("loqa-listen-", ".err");
      Process process = new ProcessBuilder(command).redirectError(errors.toFile()).start();
      try (SoundWatch watch = new SoundWatch(process, patience)) {
        process.getOutputStream().close();
        return listen(command, process, watch, errors, done);
      } finally {
        stop(process);
      }
    } catch (IOException e) {
      throw new CliException(
          Exit.UNAVAILABLE,
          command.getFirst() + " cannot be started (" + e.getMessage() + "): " + WAY_OUT,
          e);
    } finally {
      delete(errors);
    }
  }

  private static Pcm listen(
      List<String> command, Process process, SoundWatch watch, Path errors, BooleanSupplier done)
      throws IOException {
    PauseDetector pause = new PauseDetector(PAUSE, FRAME);
    List<Pcm> frames = new ArrayList<>();
    long most = Duration.ofSeconds(AudioLimits.UTTERANCE_SECONDS).dividedBy(FRAME);
    InputStream in = process.getInputStream();
    boolean over = false;
    while (!over && frames.size() < most) {
      byte[] bytes = in.readNBytes(FRAME_BYTES);
      if (bytes.length < FRAME_BYTES) {
        if (frames.isEmpty()) {
          throw silent(command, watch.gaveUp(), errors);
        }
        over = true;
      } else {
        watch.heard();
        Pcm frame = new Pcm(bytes, SoundPrograms.RATE_HZ);
        frames.add(frame);
        over = pause.isOver(frame) || done.getAsBoolean();
      }
    }
    return pause.spoke()
        ? Pcm.join(frames, SoundPrograms.RATE_HZ)
        : Pcm.silence(Duration.ZERO, SoundPrograms.RATE_HZ);
  }

  private static CliException silent(List<String> command, boolean gaveUp, Path errors)
      throws IOException {
    String words = Files.readString(errors, StandardCharsets.ISO_8859_1).strip();
    return new CliException(
        Exit.UNAVAILABLE,
        "the microphone gives no sound: "
            + command.getFirst()
            + (words.isEmpty()
                ? gaveUp ? " runs, but nothing comes from it" : " ended without a word"
                : " says \"" + words.substring(0, Math.min(words.length(), MOST_WORDS)) + "\"")
            + ": "
            + WAY_OUT);
  }

  private static void stop(Process process) {
    process.destroy();
    try {
      if (!process.waitFor(500, TimeUnit.MILLISECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }

  private static void delete(@Nullable Path errors) {
    try {
      if (errors != null) {
        Files.deleteIfExists(errors);
      }
    } catch (IOException e) {
      errors.toFile().deleteOnExit();
    }
  }
}
