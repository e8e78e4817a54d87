package dev.loqa.cli.update;

import dev.loqa.cli.text.Shell;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/// `loqa update rollback`.
@Command(
    name = "rollback",
    mixinStandardHelpOptions = true,
    description = {
      "Go to the release before, or to the one that is named, and come back if it is not healthy.",
      "The release that is left is not applied again by itself."
    },
    footer = {"", "Example: loqa update rollback"})
final class RollbackCommand implements Callable<Integer> {
  private final Shell shell;
  @Mixin private UpdateOptions options = new UpdateOptions();

  @Parameters(arity = "0..1", paramLabel = "VERSION", description = "A release of update status.")
  private @Nullable String version;

  RollbackCommand(Shell shell) {
    this.shell = shell;
  }

  @Override
  public Integer call() {
    Releases releases = options.releases();
    try (UpdateLock _ = UpdateLock.take(releases.root());
        HostService service = new HostService(options.config(shell), System::nanoTime)) {
      Switch switching = new Switch(releases, service, System::nanoTime, step -> {});
      return EndedText.tell(shell, switching.back(Optional.ofNullable(version)));
    }
  }
}
