package dev.loqa.cli.skill;

import dev.loqa.cli.api.Api;
import dev.loqa.cli.api.CliException;
import dev.loqa.cli.api.Exit;
import dev.loqa.cli.author.Saves;
import dev.loqa.cli.author.SkillProject;
import dev.loqa.cli.options.DataOption;
import dev.loqa.cli.text.Shell;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `loqa-skill run`: build, install for development, and again at every save.
@Command(
    name = "run",
    mixinStandardHelpOptions = true,
    description = {
      "Build a skill and install it for development, and again whenever you save.",
      "Ctrl-C ends the watching; the skill stays, marked as unsigned: loqa-skill remove NAME takes it",
      "out. You are asked once what it may do, and again when it wants more, or when somebody else has",
      "installed another one of that name meanwhile."
    },
    footer = {"", "Example: loqa-skill run bell", "         then, beside it: loqa say hello bell"})
public final class RunCommand implements Callable<Integer> {
  private static final Duration A_WHILE = Duration.ofMinutes(1);

  private final Shell shell;
  @Mixin private DataOption data = new DataOption();
  @Mixin private AgreeOptions agree = new AgreeOptions();

  @Parameters(
      arity = "0..1",
      paramLabel = "FOLDER",
      description = "The skill's folder (default: this one).")
  private Path folder = Path.of("");

  @Option(names = "--once", description = "Build and install once, then end.")
  private boolean once;

  @Option(
      names = "--replace",
      description = "Also in the place of a skill of this name that is not yours.")
  private boolean replace;

  /// The package that this command installed last; empty before the first.
  private String mine = "";

  public RunCommand(Shell shell) {
    this.shell = shell;
  }

  @Override
  public Integer call() throws InterruptedException {
    int first = built() ? install() : Exit.FAILED;
    if (once || agree.plan()) {
      return first;
    }
    try (Saves saves = new Saves(folder)) {
      shell.line("waiting for the next save in " + folder.toAbsolutePath() + " (Ctrl-C ends)");
      while (!Thread.currentThread().isInterrupted()) {
        if (saves.await(A_WHILE)) {
          again();
        }
      }
    }
    return Exit.OK;
  }

  /// A fault of one save is shown and the next one is waited for.
  private void again() {
    try {
      if (built()) {
        install();
      }
    } catch (CliException fault) {
      fault.words().lines().forEach(shell::error);
    }
  }

  /// Installs the build in the place of the last one without a word, unless it wants more; in the
  /// place of anything else only when the person agrees.
  private int install() {
    PackageToInstall what = PackageToInstall.read(folder, true);
    String name = new SkillProject(folder).name();
    Standing standing;
    try (Api api = data.api(shell)) {
      standing = Standing.of(api, name);
    }
    if (!standing.isAnAuthors() && !replace) {
      throw new CliException(
          Exit.CONFLICT,
          "there is a skill "
              + name
              + " "
              + standing.version()
              + " already, which "
              + standing.words()
              + ": give yours another name in skill.yaml, or add --replace to put it in its place");
    }
    boolean ours =
        !mine.isEmpty() && standing.origin().equals("dev") && standing.digest().equals(mine);
    int code = ours ? installing().again(what, data) : installing().run(what, data);
    mine = agree.plan() ? mine : what.digest();
    return code;
  }

  private boolean built() {
    SkillProject.Built built =
        new SkillProject(folder).build(shell.environment().getOrDefault("PATH", ""));
    shell.lines(built.lines());
    if (!built.ok()) {
      shell.line("not built: what ran before runs on");
    }
    return built.ok();
  }

  private Installing installing() {
    String typed =
        ("loqa-skill run " + Shell.typed(folder.toString())).strip()
            + (once ? " --once" : "")
            + (replace ? " --replace" : "")
            + data.typed();
    return new Installing(shell, null, agree, _ -> typed, false);
  }
}
