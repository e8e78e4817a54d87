package dev.loqa.cli;

import dev.loqa.cli.api.Api;
import dev.loqa.cli.api.CliException;
import dev.loqa.cli.api.Exit;
import dev.loqa.cli.api.Instance;
import dev.loqa.cli.api.LogFile;
import dev.loqa.cli.api.Loqad;
import dev.loqa.cli.options.DataOption;
import dev.loqa.cli.text.Shell;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `loqa up`: all of Loqa on this machine, until Ctrl-C.
@Command(
    name = "up",
    mixinStandardHelpOptions = true,
    description =
        "Start all of Loqa on this machine, print where to open it, and run until Ctrl-C.",
    footer = {"", "Example: loqa up --data ~/kitchen --http 8080"})
final class UpCommand implements Callable<Integer> {
  private static final Duration LISTENS = Duration.ofSeconds(60);
  private static final Duration READY = Duration.ofSeconds(60);
  private static final Duration LOOK = Duration.ofMinutes(1);

  private final Shell shell;
  @Mixin private DataOption data = new DataOption();

  @Option(
      names = "--http",
      paramLabel = "PORT",
      description = "Port of page and API (default: http.port, else any free one).")
  private @Nullable Integer http;

  @Option(names = "--config", paramLabel = "FILE", description = "The configuration (YAML).")
  private @Nullable Path config;

  private volatile boolean stopping;

  UpCommand(Shell shell) {
    this.shell = shell;
  }

  @Override
  public Integer call() {
    Path folder = data.folder(shell);
    Instance.lookup(folder).ifPresent(UpCommand::refuse);
    Loqad.Options options = new Loqad.Options(folder, http, config);
    shell.progress("starting on " + folder);
    try (LogFile log = new LogFile(folder.resolve("log"));
        Loqad loqad = Loqad.start(options, log::line)) {
      Thread stop = Thread.ofPlatform().name("stop").unstarted(() -> stop(loqad));
      Runtime.getRuntime().addShutdownHook(stop);
      try {
        Instance instance = loqad.awaitInstance(LISTENS);
        log.open();
        try (Api api = new Api(instance)) {
          List<Loqad.Check> checks =
              loqad.awaitReady(api, READY, name -> shell.progress("ready: " + name));
          tell(folder, api, checks);
        }
        return run(loqad, log);
      } finally {
        // The hook makes an exit code 0 of every end: it is for Ctrl-C alone.
        forget(stop);
      }
    }
  }

  private static void forget(Thread hook) {
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException e) {
      // the process ends by a signal: the hook runs
    }
  }

  private static void refuse(Instance other) {
    throw new CliException(
        Exit.CONFLICT,
        "the data folder %s is in use by loqad \"%s\" (pid %d): open %s, stop that one first, or choose another folder with --data"
            .formatted(other.data(), other.name(), other.pid(), address(other)));
  }

  /// A new address that signs a browser in: who types `up` twice mostly looks for one.
  private static String address(Instance other) {
    try (Api api = new Api(other)) {
      return SignIn.url(api);
    } catch (CliException e) {
      return other.http().toString();
    }
  }

  private void tell(Path folder, Api api, List<Loqad.Check> checks) {
    shell.line("Loqa runs on " + folder + ". Open " + SignIn.url(api));
    for (Loqad.Check check : checks) {
      shell.line(
          (check.ok() ? "  ready    " : "  MISSING  ") + check.name() + ": " + check.detail());
    }
    shell.line("Ctrl-C stops it.");
    shell.out().flush();
  }

  private int run(Loqad loqad, LogFile log) {
    while (true) {
      OptionalInt code = loqad.ended(LOOK);
      if (code.isPresent() && stopping) {
        return Exit.OK;
      }
      if (code.isPresent()) {
        throw new CliException(
            Exit.FAILED,
            "loqad ended with exit code "
                + code.getAsInt()
                + ": see "
                + log.path()
                + ", then run ./loqa up again");
      }
    }
  }

  /// Ctrl-C is how this ends, so it is no failure; halting keeps the exit code of a signal away.
  private void stop(Loqad loqad) {
    stopping = true;
    loqad.close();
    Runtime.getRuntime().halt(Exit.OK);
  }
}
