package dev.loqa.cli.update;

import dev.loqa.cli.api.CliException;
import dev.loqa.cli.api.Exit;
import dev.loqa.cli.release.Bundle;
import dev.loqa.cli.text.Shell;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/// `loqa update nightly`.
@Command(
    name = "nightly",
    mixinStandardHelpOptions = true,
    description = {
      "fetch, then apply: what the timer runs. Nothing new, or a release that failed here before,",
      "is no failure."
    },
    footer = {"", "Example: loqa update nightly"})
final class NightlyCommand implements Callable<Integer> {
  private final Shell shell;
  @Mixin private UpdateOptions options = new UpdateOptions();

  NightlyCommand(Shell shell) {
    this.shell = shell;
  }

  @Override
  public Integer call() {
    Releases releases = options.releases();
    try (UpdateLock _ = UpdateLock.take(releases.root())) {
      Applying applying = new Applying(shell, releases, options.config(shell), options.keys());
      Optional<Bundle> bundle = applying.fetch();
      return bundle.isEmpty() ? Exit.OK : applying.apply(bundle.get().file(), false, true);
    } catch (CliException e) {
      if (e.exitCode() != Exit.CONFLICT) {
        throw e;
      }
      shell.line(e.words());
      return Exit.OK;
    }
  }
}
