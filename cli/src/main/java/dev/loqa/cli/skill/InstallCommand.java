package dev.loqa.cli.skill;

import dev.loqa.cli.options.DataOption;
import dev.loqa.cli.options.JsonOption;
import dev.loqa.cli.text.Shell;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `loqa-skill install`: a package, or a folder for development, becomes the version that runs.
@Command(
    name = "install",
    mixinStandardHelpOptions = true,
    description = {
      "Install a skill, or another version of it, after showing what it may do.",
      "A package needs its .sig file beside it. What wants more than was agreed to",
      "needs your consent: a yes on a terminal, else --consent."
    },
    footer = {"", "Example: loqa-skill install weather-1.0.0.lskill --plan"})
public final class InstallCommand implements Callable<Integer> {
  private final Shell shell;
  @Mixin private DataOption data = new DataOption();
  @Mixin private JsonOption json = new JsonOption();
  @Mixin private AgreeOptions agree = new AgreeOptions();

  @Parameters(
      paramLabel = "FILE|FOLDER",
      description = "A .lskill package; with --dev also a folder, or the original's .tar.gz.")
  private Path path = Path.of("");

  @Option(
      names = "--dev",
      description = "Nobody has signed it: it is marked so, never trusted, and asks every time.")
  private boolean dev;

  public InstallCommand(Shell shell) {
    this.shell = shell;
  }

  @Override
  public Integer call() {
    PackageToInstall what = PackageToInstall.read(path, dev);
    String typed =
        "loqa-skill install " + Shell.typed(path.toString()) + (dev ? " --dev" : "") + data.typed();
    return new Installing(shell, json.asked(), agree, typed, false).run(what, data);
  }

  /// The `upgrade` of the same.
  @Command(
      name = "upgrade",
      mixinStandardHelpOptions = true,
      description = "Install a package in the place of an older version, and only so.",
      footer = {"", "Example: loqa-skill upgrade weather-1.1.0.lskill"})
  public static final class Upgrade implements Callable<Integer> {
    private final Shell shell;
    @Mixin private DataOption data = new DataOption();
    @Mixin private JsonOption json = new JsonOption();
    @Mixin private AgreeOptions agree = new AgreeOptions();

    @Parameters(paramLabel = "FILE", description = "A .lskill package with its .sig file.")
    private @Nullable Path path;

    public Upgrade(Shell shell) {
      this.shell = shell;
    }

    @Override
    public Integer call() {
      Path file = java.util.Objects.requireNonNull(path);
      String typed = "loqa-skill upgrade " + Shell.typed(file.toString()) + data.typed();
      return new Installing(shell, json.asked(), agree, typed, true)
          .run(PackageToInstall.read(file, false), data);
    }
  }
}
