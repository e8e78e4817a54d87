package dev.loqa.cli.api;

import dev.loqa.base.life.Part;
import dev.loqa.base.process.Child;
import dev.loqa.base.process.ChildSpec;
import dev.loqa.base.process.JavaProgram;
import dev.loqa.base.process.LineHandler;
import dev.loqa.base.process.ProcessException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// A core daemon that a command started as its child; it cannot outlive the command.
///
/// Methods are called by one thread; [#close()] by any.
public final class Loqad implements Part {
  private static final Duration LOOK = Duration.ofMillis(50);
  private static final Duration GRACE = Duration.ofSeconds(15);
  private static final Duration ANSWER = Duration.ofSeconds(60);
  private static final int KEPT_LINES = 60;

  /// Set by whoever laid the programs out: the folder of the packages that come with them.
  private static final String PACKAGES = "loqa.packages";

  // FILE:LINE: thing: fault: way out
  private static final Pattern PROBLEM =
      Pattern.compile("^(?!\\d{4}-\\d\\d-\\d\\dT)[^ ].*:\\d+: .+: .+");

  /// What to start.
  ///
  /// @param http the port; 0: any free one
  /// @param still whether it does nothing by itself, and takes nothing in that came with Loqa
  public record Options(Path data, @Nullable Integer http, @Nullable Path config, boolean still) {
    /// A daemon that lives.
    public Options(Path data, @Nullable Integer http, @Nullable Path config) {
      this(data, http, config, false);
    }

    List<String> arguments() {
      List<String> arguments = new ArrayList<>(List.of("--data", data.toString()));
      if (http != null) {
        arguments.addAll(List.of("--http", Integer.toString(http)));
      }
      if (config != null) {
        arguments.addAll(List.of("--config", config.toString()));
      }
      String packages = System.getProperty(PACKAGES);
      if (still) {
        arguments.add("--still");
      } else if (packages != null) {
        arguments.addAll(List.of("--packages", packages));
      }
      return arguments;
    }
  }

  /// One named thing of `/readyz`.
  public record Check(String name, boolean ok, String detail) {}

  private final Path data;
  private final Child child;
  private final Lines lines;

  private Loqad(Path data, Child child, Lines lines) {
    this.data = data;
    this.child = child;
    this.lines = lines;
  }

  /// Starts the daemon; it is not ready yet.
  ///
  /// @param heard gets every line that it prints, by two threads
  public static Loqad start(Options options, Consumer<String> heard) {
    Lines lines = new Lines(heard);
    List<String> command = JavaProgram.command("loqad", "dev.loqa.loqad.Main", options.arguments());
    ChildSpec spec =
        ChildSpec.of("loqad", command, (stream, line) -> lines.add(line))
            .withEnvironment(JavaProgram.ENVIRONMENT);
    try {
      return new Loqad(options.data(), Child.start(spec), lines);
    } catch (ProcessException e) {
      throw new CliException(Exit.UNAVAILABLE, String.valueOf(e.getMessage()), e);
    }
  }

  /// Runs loqad for an answer that needs no daemon, as `--check-config`, and gives what it printed.
  ///
  /// @throws CliException with its words and exit code when it refuses
  public static List<String> ask(List<String> arguments) {
    return ask(arguments, ANSWER);
  }

  /// The same for an answer that may take longer.
  public static List<String> ask(List<String> arguments, Duration limit) {
    List<String> out = new CopyOnWriteArrayList<>();
    List<String> err = new CopyOnWriteArrayList<>();
    ChildSpec spec =
        ChildSpec.of(
            "loqad",
            JavaProgram.command("loqad", "dev.loqa.loqad.Main", arguments),
            (stream, line) -> (stream == LineHandler.Stream.STDOUT ? out : err).add(line));
    try (Child child = Child.start(spec)) {
      OptionalInt code = child.waitFor(limit);
      if (code.isEmpty()) {
        throw new CliException(
            Exit.UNAVAILABLE, "loqad did not answer within " + limit.toSeconds() + " s: try again");
      }
      if (code.getAsInt() != 0) {
        throw new CliException(code.getAsInt(), String.join("\n", err));
      }
      return out;
    } catch (ProcessException e) {
      throw new CliException(Exit.UNAVAILABLE, String.valueOf(e.getMessage()), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CliException(Exit.FAILED, "interrupted while asking loqad: run it again", e);
    }
  }

  public long pid() {
    return child.pid();
  }

  /// Waits until it listens.
  ///
  /// @throws CliException when it ends before, with its own words and exit code, or is too slow
  public Instance awaitInstance(Duration limit) {
    long deadline = System.nanoTime() + limit.toNanos();
    while (System.nanoTime() < deadline) {
      Optional<Instance> found = started();
      if (found.isPresent()) {
        return found.get();
      }
      goOn(LOOK);
    }
    throw new CliException(
        Exit.UNAVAILABLE,
        "loqad does not listen after " + limit.toSeconds() + " s: " + lines.fault());
  }

  /// Waits until every part is ready, and says what is missing when the deadline comes first.
  ///
  /// @param changed gets the names of what became ready, once each
  public List<Check> awaitReady(Api api, Duration limit, Consumer<String> changed) {
    long deadline = System.nanoTime() + limit.toNanos();
    List<String> told = new ArrayList<>();
    while (true) {
      Answer answer = api.ask("/readyz", Api.SOON);
      List<Check> checks = checks(answer.body());
      for (Check check : checks) {
        if (check.ok() && !told.contains(check.name())) {
          told.add(check.name());
          changed.accept(check.name());
        }
      }
      if (answer.status() == 200 || System.nanoTime() >= deadline) {
        return checks;
      }
      goOn(LOOK);
    }
  }

  /// The checks of a `/readyz` answer.
  public static List<Check> checks(Map<String, Object> readyz) {
    List<Check> checks = new ArrayList<>();
    if (readyz.get("checks") instanceof List<?> list) {
      for (Object one : list) {
        if (one instanceof Map<?, ?> check) {
          checks.add(
              new Check(
                  String.valueOf(check.get("name")),
                  Boolean.TRUE.equals(check.get("ok")),
                  String.valueOf(check.get("detail"))));
        }
      }
    }
    return checks;
  }

  /// Lets `pause` pass; a [CliException] when the daemon ends meanwhile.
  public void goOn(Duration pause) {
    OptionalInt code = ended(pause);
    if (code.isPresent()) {
      int exit = code.getAsInt();
      throw new CliException(
          exit > 0 && exit <= Exit.UNAVAILABLE ? exit : Exit.FAILED, lines.fault());
    }
  }

  /// Its exit code if it ends within `limit`.
  public OptionalInt ended(Duration limit) {
    try {
      return child.waitFor(limit);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CliException(Exit.FAILED, "interrupted while waiting for loqad: run it again", e);
    }
  }

  /// What it printed last.
  public List<String> lastLines() {
    return lines.kept();
  }

  private Optional<Instance> started() {
    return Files.exists(data.resolve("run/token"))
        ? Instance.lookup(data).filter(instance -> instance.pid() == child.pid() || behindShell())
        : Optional.empty();
  }

  /// Where no death signal exists a shell stands between, and the daemon is its child.
  private boolean behindShell() {
    return Instance.lookup(data)
        .flatMap(instance -> ProcessHandle.of(instance.pid()))
        .flatMap(ProcessHandle::parent)
        .map(parent -> parent.pid() == child.pid())
        .orElse(false);
  }

  @Override
  public void close() {
    child.stop(GRACE);
  }

  /// The last lines of the daemon. Thread-safe.
  private static final class Lines {
    private final Deque<String> kept = new ArrayDeque<>();
    private final Consumer<String> heard;

    Lines(Consumer<String> heard) {
      this.heard = heard;
    }

    void add(String line) {
      synchronized (kept) {
        if (kept.size() == KEPT_LINES) {
          kept.removeFirst();
        }
        kept.addLast(line);
      }
      heard.accept(line);
    }

    List<String> kept() {
      synchronized (kept) {
        return List.copyOf(kept);
      }
    }

    /// Its own words of error, or every problem of its configuration, else its last line.
    String fault() {
      List<String> lines = kept();
      List<String> own =
          lines.stream()
              .filter(line -> line.startsWith("loqad: ") && !line.contains("listening on"))
              .map(line -> line.substring("loqad: ".length()))
              .toList();
      if (!own.isEmpty()) {
        return String.join("\n", own);
      }
      List<String> problems = lines.stream().filter(line -> PROBLEM.matcher(line).find()).toList();
      if (!problems.isEmpty()) {
        return String.join("\n", problems);
      }
      return lines.isEmpty()
          ? "loqad ended without a word: run ./loqa daemon to see why"
          : "loqad ended; its last words: " + lines.getLast();
    }
  }
}
