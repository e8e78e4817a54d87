package dev.loqa.cli.update;

import dev.loqa.base.json.Json;
import dev.loqa.base.json.JsonException;
import dev.loqa.cli.api.CliException;
import dev.loqa.cli.api.Exit;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/// Lets a release prepare and try itself, by its own `bin/loqa update prepare` and `try`: it knows
/// what it is made of. That it said what it had to is checked here, so that one that does nothing
/// has not passed.
final class ReleaseTrial implements Trial {
  private static final Duration PREPARES = Duration.ofMinutes(10);
  private static final Duration TRIES = Duration.ofMinutes(5);

  /// What every release must have tried. The release that is active judges the next one by these
  /// names, so they stay what they are.
  private static final Set<String> WANTED = Set.of("skills", "ready", "timer", "answer", "events");

  /// A release finds its own programs, whatever this one was started with.
  private static final Map<String, String> OWN = Map.of("LOQA_NATS_SERVER", "");

  private final Path data;
  private final boolean caches;
  private final Consumer<String> told;

  /// @param data the house's folder
  /// @param caches whether start-up caches are made
  ReleaseTrial(Path data, boolean caches, Consumer<String> told) {
    this.data = data;
    this.caches = caches;
    this.told = told;
  }

  @Override
  public void prepare(Path release) {
    List<String> command = new ArrayList<>(List.of(program(release), "update", "prepare"));
    if (!caches) {
      command.add("--no-cache");
    }
    told.accept("preparing it for this machine");
    try {
      HostCommand ended = HostCommand.run(command, OWN, PREPARES);
      ended.out().forEach(told);
      if (ended.code() != Exit.OK) {
        told.accept("it starts slower than it could: " + ended.lastWords());
      }
    } catch (CliException e) {
      told.accept("it starts slower than it could: " + e.words());
    }
  }

  @Override
  public void prove(Path release) {
    told.accept("trying it in a temporary folder");
    HostCommand ended =
        HostCommand.run(
            List.of(program(release), "update", "try", "--json", "--data", data.toString()),
            OWN,
            TRIES);
    Map<String, Object> said = said(ended);
    Set<String> made = new HashSet<>();
    if (said.get("checks") instanceof List<?> checks) {
      for (Object one : checks) {
        if (one instanceof Map<?, ?> check) {
          boolean ok = Boolean.TRUE.equals(check.get("ok"));
          if (!ok) {
            throw new CliException(Exit.FAILED, check.get("name") + ": " + check.get("detail"));
          }
          made.add(String.valueOf(check.get("name")));
        }
      }
    }
    if (ended.code() != Exit.OK) {
      throw new CliException(Exit.FAILED, ended.lastWords());
    }
    if (!made.containsAll(WANTED)) {
      throw new CliException(
          Exit.FAILED, "it tried " + made + " and had to try " + WANTED + " at least");
    }
    told.accept("it passed " + made.size() + " checks");
  }

  private static Map<String, Object> said(HostCommand ended) {
    try {
      return ended.out().isEmpty() ? Map.of() : Json.readObject(ended.out().getLast());
    } catch (JsonException e) {
      return Map.of(); // its exit code says enough
    }
  }

  private static String program(Path release) {
    return release.resolve("bin/loqa").toString();
  }
}
