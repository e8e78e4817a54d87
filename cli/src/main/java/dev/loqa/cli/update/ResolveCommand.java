package dev.loqa.cli.update;

import dev.loqa.cli.api.CliException;
import dev.loqa.cli.api.Exit;
import dev.loqa.cli.text.Shell;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `loqa update resolve`.
@Command(
    name = "resolve",
    mixinStandardHelpOptions = true,
    description = {
      "End an update that was broken off between the switch and the proof that all is healthy:",
      "the release before is active again. Does nothing when there is none, or one is under way."
    },
    footer = {"", "Example: loqa update resolve --boot"})
final class ResolveCommand implements Callable<Integer> {
  private final Shell shell;
  @Mixin private UpdateOptions options = new UpdateOptions();

  @Option(names = "--boot", description = "Nothing runs yet, so nothing has to start anew.")
  private boolean boot;

  ResolveCommand(Shell shell) {
    this.shell = shell;
  }

  @Override
  public Integer call() {
    Releases releases = options.releases();
    if (releases.pending().isEmpty()) {
      shell.line("no update is pending");
      return Exit.OK;
    }
    Optional<UpdateLock> lock = UpdateLock.tryTake(releases.root());
    if (lock.isEmpty()) {
      shell.line("an update is under way, and is left to itself");
      return Exit.OK;
    }
    try (UpdateLock _ = lock.get();
        HostService service = new HostService(options.config(shell), System::nanoTime)) {
      Switch switching = new Switch(releases, service, System::nanoTime, step -> {});
      Optional<Pending> ended = switching.resolve(boot);
      shell.line(
          ended
              .map(pending ->
                  "the update to %s was broken off: %s is active"
                      .formatted(pending.to(), active(releases)))
              .orElse("no update is pending"));
      return Exit.OK;
    } catch (IOException e) {
      throw new CliException(
          Exit.FAILED, releases.root() + " cannot be changed (" + e + "): check its rights", e);
    }
  }

  private static String active(Releases releases) {
    try {
      return releases.active().orElse("nothing");
    } catch (IOException e) {
      return "nobody knows what (" + e + ")";
    }
  }
}
