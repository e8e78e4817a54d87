package dev.loqa.cli.update;

import dev.loqa.cli.api.CliException;
import dev.loqa.cli.api.Exit;
import dev.loqa.cli.release.ReleaseKeys;
import dev.loqa.cli.text.Shell;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `loqa update apply`.
@Command(
    name = "apply",
    mixinStandardHelpOptions = true,
    description = {
      "Verify a bundle, unpack it, try it, switch to it, and go back if it does not become healthy.",
      "A bundle that failed here is not tried again."
    },
    footer = {
      "",
      "Example: loqa update apply loqa-2026.11.22-linux-amd64.tar.gz",
      "Exit codes: 1 failed or gone back from, 3 no rights, 4 not signed by the release key, 5 refused"
          + " before, or another update runs."
    })
final class ApplyCommand implements Callable<Integer> {
  private final Shell shell;
  @Mixin private UpdateOptions options = new UpdateOptions();

  @Parameters(
      paramLabel = "FILE",
      description = "The bundle; FILE.sha256 and FILE.sig lie beside it.")
  private @Nullable Path file;

  @Option(names = "--again", description = "Also a bundle that failed on this machine before.")
  private boolean again;

  @Option(
      names = "--no-cache",
      description = "Make no start-up caches: quicker now, and slower at each start.")
  private boolean noCache;

  ApplyCommand(Shell shell) {
    this.shell = shell;
  }

  @Override
  public Integer call() {
    Path bundle = Objects.requireNonNull(file);
    if (!Files.isRegularFile(bundle)) {
      throw new CliException(Exit.FAILED, bundle + " is no file: name a bundle");
    }
    Releases releases = options.releases();
    ReleaseKeys keys = options.keys();
    try (UpdateLock _ = UpdateLock.take(releases.root())) {
      return new Applying(shell, releases, options.config(shell), keys)
          .apply(bundle, again, !noCache);
    }
  }
}
