package dev.loqa.cli.author;

import dev.loqa.cli.api.CliException;
import dev.loqa.cli.api.Exit;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/// A compiler or other program of this machine, run to its end within a time limit. What it prints
/// is kept in a file and read back, at most 1 MiB of it.
final class Tool {
  private static final int MOST_OUTPUT = 1 << 20;
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private Tool() {}

  /// How it ended and what it printed.
  record Ended(int code, List<String> lines) {
    Ended {
      lines = List.copyOf(lines);
    }

    boolean ok() {
      return code == 0;
    }
  }

  /// Where a program of that name is on the search path.
  static Optional<Path> find(String name, String searchPath) {
    return Pattern.compile(Pattern.quote(File.pathSeparator))
        .splitAsStream(searchPath)
        .filter(folder -> !folder.isEmpty())
        .map(folder -> Path.of(folder, name))
        .filter(Files::isExecutable)
        .findFirst();
  }

  /// Runs a command in a folder.
  static Ended run(List<String> command, Path folder, Duration limit) {
    try {
      Path output = Files.createTempFile("loqa-skill-", ".out");
      try {
        return run(command, folder, limit, output);
      } finally {
        Files.deleteIfExists(output);
      }
    } catch (IOException e) {
      throw new CliException(
          Exit.FAILED, command.getFirst() + " can't be started: " + e.getMessage(), e);
    }
  }

  private static Ended run(List<String> command, Path folder, Duration limit, Path output)
      throws IOException {
    Process process =
        new ProcessBuilder(command)
            .directory(folder.toAbsolutePath().toFile())
            .redirectInput(ProcessBuilder.Redirect.from(new File("/dev/null")))
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();
    try {
      if (!process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) {
        throw new CliException(
            Exit.FAILED,
            command.getFirst()
                + " did not end within "
                + limit.toSeconds()
                + " s and was stopped: try again when the machine has less to do");
      }
      return new Ended(process.exitValue(), lines(output));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CliException(Exit.FAILED, command.getFirst() + " was stopped", e);
    } finally {
      stop(process);
    }
  }

  private static void stop(Process process) {
    if (process.isAlive()) {
      process.descendants().forEach(ProcessHandle::destroyForcibly);
      process.destroyForcibly();
      try {
        process.waitFor(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private static List<String> lines(Path output) throws IOException {
    try (var in = Files.newInputStream(output)) {
      return new String(in.readNBytes(MOST_OUTPUT), StandardCharsets.UTF_8).lines().toList();
    }
  }
}
