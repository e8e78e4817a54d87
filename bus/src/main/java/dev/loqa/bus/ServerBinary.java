package dev.loqa.bus;

import dev.loqa.base.process.Child;
import dev.loqa.base.process.ChildSpec;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/// A nats-server program that was found and is new enough.
public record ServerBinary(Path path, ServerVersion version) {
  private static final Duration ANSWER = Duration.ofSeconds(10);

  /// Looks at the configured path, else at `LOQA_NATS_SERVER`, `PATH`, and what the launcher keeps.
  /// The first that is new enough; when none is, the error names each that was tried.
  public static ServerBinary find(@Nullable Path configured, Map<String, String> environment) {
    List<String> faults = new ArrayList<>();
    for (Path candidate : candidates(configured, environment)) {
      if (!Files.isRegularFile(candidate) || !Files.isExecutable(candidate)) {
        continue;
      }
      try {
        ServerVersion version = ask(candidate);
        version.requireFloor(candidate.toString());
        return new ServerBinary(candidate, version);
      } catch (BusException e) {
        faults.add(e.getMessage());
      }
    }
    if (faults.isEmpty()) {
      throw new BusException(
          "no nats-server was found: run ./loqa, which installs one, put one on PATH, or set LOQA_NATS_SERVER to its path");
    }
    throw new BusException(String.join("; ", faults));
  }

  private static List<Path> candidates(@Nullable Path configured, Map<String, String> environment) {
    if (configured != null) {
      return List.of(configured);
    }
    String named = environment.getOrDefault("LOQA_NATS_SERVER", "");
    if (!named.isEmpty()) {
      return List.of(Path.of(named));
    }
    List<Path> found = new ArrayList<>();
    for (String folder : environment.getOrDefault("PATH", "").split(File.pathSeparator, -1)) {
      if (!folder.isEmpty()) {
        found.add(Path.of(folder, "nats-server"));
      }
    }
    String home = environment.getOrDefault("HOME", "");
    String cache = environment.getOrDefault("XDG_CACHE_HOME", home + "/.cache");
    found.add(Path.of(home, ".cache/loqa/nats-server/current/nats-server"));
    found.add(Path.of(cache, "loqa/nats-server/current/nats-server"));
    return found;
  }

  private static ServerVersion ask(Path program) {
    List<String> lines = new CopyOnWriteArrayList<>();
    ChildSpec spec =
        ChildSpec.of(
            "nats-server-version",
            List.of(program.toString(), "--version"),
            (stream, line) -> lines.add(line));
    try (Child child = Child.start(spec)) {
      OptionalInt code = child.waitFor(ANSWER);
      if (code.isPresent() && code.getAsInt() == 0 && !lines.isEmpty()) {
        String line = lines.getFirst();
        return ServerVersion.parse(line.substring(line.lastIndexOf(' ') + 1));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    throw new BusException(
        program + " does not say its version: it is no nats-server, name another");
  }
}
