package dev.loqa.cli.sound;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/// Plays a sound to its end with a program of this machine. Used by one thread.
public final class Playing {
  private static final Duration LONGEST = Duration.ofMinutes(10);

  private Playing() {}

  /// Plays `wav`, a whole WAV file.
  ///
  /// @return what went wrong, in words; empty when it was heard
  public static Optional<String> of(byte[] wav, List<String> command) {
    try {
      Path file = Files.createTempFile("loqa-listen-", ".wav");
      try {
        Files.write(file, wav);
        return play(file, command);
      } finally {
        Files.deleteIfExists(file);
      }
    } catch (IOException e) {
      return Optional.of(command.getFirst() + " cannot be started (" + e.getMessage() + ")");
    }
  }

  private static Optional<String> play(Path file, List<String> command) throws IOException {
    List<String> whole = new ArrayList<>(command);
    whole.add(file.toString());
    Process process =
        new ProcessBuilder(whole)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    try {
      process.getOutputStream().close();
      if (!process.waitFor(LONGEST.toSeconds(), TimeUnit.SECONDS)) {
        return Optional.of(command.getFirst() + " did not end");
      }
      int code = process.exitValue();
      return code == 0
          ? Optional.empty()
          : Optional.of(command.getFirst() + " ended with exit code " + code);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Optional.of("interrupted");
    } finally {
      process.destroyForcibly();
    }
  }
}
