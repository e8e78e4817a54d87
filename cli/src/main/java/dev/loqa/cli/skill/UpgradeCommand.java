package dev.loqa.cli.skill;

import dev.loqa.cli.api.Api;
import dev.loqa.cli.api.CliException;
import dev.loqa.cli.api.Exit;
import dev.loqa.cli.api.Values;
import dev.loqa.cli.options.DataOption;
import dev.loqa.cli.options.JsonOption;
import dev.loqa.cli.text.Shell;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/// `loqa-skill upgrade`: newer versions take the place of older ones, and only so.
@Command(
    name = "upgrade",
    mixinStandardHelpOptions = true,
    description = {
      "Put newer versions in the place of older ones.",
      "Of one skill by its name, of every skill that the registries have a newer version of, or",
      "from a package.",
      "A version that wants nothing more just comes; about anything wider you are asked."
    },
    footer = {
      "",
      "Example: loqa-skill upgrade",
      "         loqa-skill upgrade weather --plan",
      "         loqa-skill upgrade weather-1.1.0.lskill"
    })
public final class UpgradeCommand implements Callable<Integer> {
  private final Shell shell;
  @Mixin private DataOption data = new DataOption();
  @Mixin private JsonOption json = new JsonOption();
  @Mixin private AgreeOptions agree = new AgreeOptions();
  @Mixin private FromOption from = new FromOption();

  @Parameters(
      arity = "0..1",
      paramLabel = "NAME[@VERSION]|FILE",
      description = "A skill, or a .lskill package with its .sig file (default: every skill).")
  private @Nullable String what;

  public UpgradeCommand(Shell shell) {
    this.shell = shell;
  }

  @Override
  public Integer call() {
    String one = what;
    Consumer<Object> out = json.asked() ? shell::json : null;
    if (one == null) {
      return all();
    }
    if (PackageToInstall.isName(one)) {
      return named(one, out);
    }
    String typed = "loqa-skill upgrade " + Shell.typed(one) + data.typed();
    return installing(out, _ -> typed).run(PackageToInstall.read(Path.of(one), false), data);
  }

  private int named(String one, @Nullable Consumer<Object> out) {
    String name = one.split("@", 2)[0];
    return installing(
            out,
            version -> "loqa-skill upgrade " + name + "@" + version + from.typed() + data.typed())
        .run(PackageToInstall.named(one, from.place()), data);
  }

  private Installing installing(@Nullable Consumer<Object> out, UnaryOperator<String> typed) {
    return new Installing(shell, out, agree, typed, true);
  }

  /// One that is refused keeps nobody else from coming; the exit code is that of the first.
  private int all() {
    if (agree.consent() != null) {
      throw new CliException(
          Exit.USAGE, "a consent is for one skill: loqa-skill upgrade NAME --consent DIGEST");
    }
    List<Object> done = new ArrayList<>();
    int code = Exit.OK;
    for (String skill : newer()) {
      try {
        named(skill, json.asked() ? done::add : null);
      } catch (CliException refused) {
        refused.words().lines().forEach(shell::error);
        code = code == Exit.OK ? refused.exitCode() : code;
      }
    }
    if (json.asked()) {
      shell.json(Map.of("skills", done));
    }
    return code;
  }

  /// The skills that have newer versions, after a look at every registry.
  private List<String> newer() {
    try (Api api = data.api(shell)) {
      Map<String, Object> looked =
          api.post("/v1/registries/look", Map.of(), RegistryCheckCommand.DEADLINE);
      FollowedText.faults(shell, Values.list(looked, "registries"));
      List<String> newer =
          Values.list(api.get("/v1/skills"), "skills").stream()
              .filter(skill -> !Values.text(skill, "newer").isEmpty())
              .map(skill -> Values.text(skill, "name"))
              .toList();
      if (newer.isEmpty() && !json.asked()) {
        shell.line("no registry that is followed offers anything newer");
      }
      return newer;
    }
  }
}
