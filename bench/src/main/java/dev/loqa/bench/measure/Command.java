package dev.loqa.bench.measure;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// Other programs that are run to their end.
public final class Command {
  private Command() {}

  /// Whether a program of that name is on the path.
  public static boolean has(String program) {
    String path = System.getenv().getOrDefault("PATH", "");
    for (String folder : path.split(File.pathSeparator, -1)) {
      if (!folder.isEmpty() && Files.isExecutable(Path.of(folder, program))) {
        return true;
      }
    }
    return false;
  }

  /// Runs a command and gives all it said; one that fails or is late is an error with its words.
  public static String run(Duration limit, List<String> command) throws IOException {
    Path output = Files.createTempFile("loqa-bench", ".out");
    try {
      Process process =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(output.toFile())
              .redirectInput(ProcessBuilder.Redirect.from(new File("/dev/null")))
              .start();
      try {
        boolean ended = process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS);
        String said = Files.readString(output, StandardCharsets.UTF_8);
        if (!ended || process.exitValue() != 0) {
          throw new IOException(
              "%s %s: %s"
                  .formatted(
                      command.getFirst(),
                      ended
                          ? "ended with " + process.exitValue()
                          : "took more than " + limit.toSeconds() + " s",
                      tail(said)));
        }
        return said;
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IOException(command.getFirst() + " was interrupted: run it again", e);
      } finally {
        process.destroyForcibly();
      }
    } finally {
      Files.delete(output);
    }
  }

  private static String tail(String said) {
    List<String> lines = said.lines().filter(line -> !line.isBlank()).toList();
    return String.join("; ", lines.subList(Math.max(0, lines.size() - 3), lines.size()));
  }
}
