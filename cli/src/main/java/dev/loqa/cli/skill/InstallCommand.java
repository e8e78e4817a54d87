package dev.loqa.cli.skill;

import dev.loqa.cli.options.DataOption;
import dev.loqa.cli.options.JsonOption;
import dev.loqa.cli.text.Shell;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.function.UnaryOperator;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `loqa-skill install`: a package, a skill that a registry offers, or a folder for development,
/// becomes the version that runs.
@Command(
    name = "install",
    mixinStandardHelpOptions = true,
    description = {
      "Install a skill, or another version of it, after showing what it may do.",
      "By name it comes from the registries that your Loqa follows, in its newest version or the",
      "one after the @. A package needs its .sig file beside it. What wants more than was agreed",
      "to needs your consent: a yes on a terminal, else --consent."
    },
    footer = {
      "",
      "Example: loqa-skill install weather",
      "         loqa-skill install weather@1.0.0 --plan",
      "         loqa-skill install weather-1.0.0.lskill"
    })
public final class InstallCommand implements Callable<Integer> {
  private final Shell shell;
  @Mixin private DataOption data = new DataOption();
  @Mixin private JsonOption json = new JsonOption();
  @Mixin private AgreeOptions agree = new AgreeOptions();
  @Mixin private FromOption from = new FromOption();

  @Parameters(
      paramLabel = "NAME[@VERSION]|FILE|FOLDER",
      description = {
        "A skill that came with Loqa or that a registry offers, or a .lskill package;",
        "with --dev also a folder, or the original's .tar.gz."
      })
  private String what = "";

  @Option(
      names = "--dev",
      description = "Nobody has signed it: it is marked so, never trusted, and asks every time.")
  private boolean dev;

  public InstallCommand(Shell shell) {
    this.shell = shell;
  }

  @Override
  public Integer call() {
    if (!dev && PackageToInstall.isName(what)) {
      return named();
    }
    String typed = "loqa-skill install " + Shell.typed(what) + (dev ? " --dev" : "") + data.typed();
    return installing(_ -> typed).run(PackageToInstall.read(Path.of(what), dev), data);
  }

  private int named() {
    String name = what.split("@", 2)[0];
    return installing(
            version -> "loqa-skill install " + name + "@" + version + from.typed() + data.typed())
        .run(PackageToInstall.named(what, from.place()), data);
  }

  private Installing installing(UnaryOperator<String> typed) {
    return new Installing(shell, json.asked() ? shell::json : null, agree, typed, false);
  }
}
