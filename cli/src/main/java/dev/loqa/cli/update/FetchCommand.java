package dev.loqa.cli.update;

import dev.loqa.cli.api.Exit;
import dev.loqa.cli.text.Shell;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/// `loqa update fetch`.
@Command(
    name = "fetch",
    mixinStandardHelpOptions = true,
    description = {
      "Fetch the newest bundle from update.url and check it. Broken off, the next one goes on.",
      "Nothing is installed."
    },
    footer = {"", "Example: loqa update fetch"})
final class FetchCommand implements Callable<Integer> {
  private final Shell shell;
  @Mixin private UpdateOptions options = new UpdateOptions();

  FetchCommand(Shell shell) {
    this.shell = shell;
  }

  @Override
  public Integer call() {
    Releases releases = options.releases();
    try (UpdateLock _ = UpdateLock.take(releases.root())) {
      new Applying(shell, releases, options.config(shell), options.keys()).fetch();
      return Exit.OK;
    }
  }
}
