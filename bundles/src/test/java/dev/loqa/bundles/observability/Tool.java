package dev.loqa.bundles.observability;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/// A program of Prometheus or Alertmanager, from the `PATH` or from where the launcher brings it.
/// On a machine without it the test says so and leaves out what needs it.
final class Tool {
  private static final int MOST_SECONDS = 60;

  private Tool() {}

  /// The program's file; skips the test where there is none.
  static Path find(String name) {
    Optional<Path> found =
        folders().map(folder -> folder.resolve(name)).filter(Files::isExecutable).findFirst();
    assumeTrue(
        found.isPresent(),
        name + " is not here, so this is left out: ./loqa test brings it on Debian");
    return found.orElseThrow();
  }

  private static Stream<Path> folders() {
    String cache = System.getenv("XDG_CACHE_HOME");
    Path home = cache == null ? Path.of(System.getProperty("user.home"), ".cache") : Path.of(cache);
    return Stream.concat(
        Arrays.stream(System.getenv().getOrDefault("PATH", "").split(":", -1)).map(Path::of),
        Stream.of(home.resolve("loqa/prometheus/current/usr/bin")));
  }

  /// What a program said, and how it ended.
  record Said(int exit, String text) {}

  /// Runs a program to its end.
  static Said run(Object... words) {
    List<String> command = new ArrayList<>();
    Arrays.stream(words).map(String::valueOf).forEach(command::add);
    try {
      Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
      process.getOutputStream().close();
      String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      if (!process.waitFor(MOST_SECONDS, TimeUnit.SECONDS)) {
        process.destroyForcibly();
        throw new AssertionError(command + " does not end");
      }
      return new Said(process.exitValue(), text);
    } catch (IOException e) {
      throw new UncheckedIOException(command + ": " + e, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("interrupted", e);
    }
  }
}
