package dev.loqa.cli.update;

import dev.loqa.cli.api.CliException;
import dev.loqa.cli.api.Exit;
import dev.loqa.cli.release.ReleaseInfo;
import dev.loqa.cli.text.Shell;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// `loqa update prepare`.
@Command(
    name = "prepare",
    mixinStandardHelpOptions = true,
    description = {
      "Write down what the programs of this release start with at this place, and make start-up",
      "caches for them. apply does it; do it again after Java was updated."
    },
    footer = {"", "Example: /opt/loqa/active/bin/loqa update prepare"})
final class PrepareCommand implements Callable<Integer> {
  private final Shell shell;

  @Option(names = "--no-cache", description = "Make no start-up caches.")
  private boolean noCache;

  PrepareCommand(Shell shell) {
    this.shell = shell;
  }

  @Override
  public Integer call() {
    Path home = Path.of(System.getProperty("loqa.root", "")).toAbsolutePath().normalize();
    if (!Files.isRegularFile(home.resolve(ReleaseInfo.FILE))) {
      throw new CliException(
          Exit.USAGE, home + " is no release: this is for what loqa update apply installed");
    }
    try {
      Preparation preparation = new Preparation(home);
      preparation.writeArguments();
      if (!noCache) {
        List<String> made = preparation.makeCaches();
        shell.line(
            made.isEmpty()
                ? "no start-up cache could be made"
                : "start-up caches of " + String.join(", ", made));
      }
      return Exit.OK;
    } catch (IOException e) {
      throw new CliException(
          Exit.FAILED, home + " cannot be written (" + e + "): run this as who installed it", e);
    }
  }
}
