package dev.loqa.cli.skill;

import dev.loqa.cli.api.CliException;
import dev.loqa.cli.api.Exit;
import dev.loqa.cli.author.NewSkill;
import dev.loqa.cli.author.SkillLanguage;
import dev.loqa.cli.author.SkillSdk;
import dev.loqa.cli.text.Shell;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `loqa-skill init`: a new skill's project that builds and passes its tests as it is.
@Command(
    name = "init",
    mixinStandardHelpOptions = true,
    description = {
      "Start a new skill: a folder with a manifest, sources, tests and a read-me.",
      "It builds and passes its tests as it is; change it from there."
    },
    footer = {
      "",
      "Example: loqa-skill init bell",
      "         loqa-skill build bell",
      "         loqa-skill test bell",
      "         loqa-skill run bell",
      "",
      "Java needs nothing but Loqa itself. C needs clang for WebAssembly (Debian: apt install",
      "clang lld wasi-libc), AssemblyScript needs Node.js with npm."
    })
public final class InitCommand implements Callable<Integer> {
  private final Shell shell;

  @Parameters(
      paramLabel = "NAME",
      description = "What the skill is called: 1 to 32 of a-z 0-9 _ -, a letter first.")
  private String name = "";

  @Option(
      names = "--lang",
      paramLabel = "LANGUAGE",
      description = "java, c or assemblyscript (default: java).")
  private String language = "java";

  @Option(
      names = "--in",
      paramLabel = "FOLDER",
      description = "Where the skill's folder is made (default: here).")
  private @Nullable Path parent;

  @Option(
      names = "--author",
      paramLabel = "WHO",
      description = "Who answers for it (default: your user name).")
  private String author = System.getProperty("user.name", "unknown");

  public InitCommand(Shell shell) {
    this.shell = shell;
  }

  @Override
  public Integer call() {
    SkillLanguage chosen =
        Stream.of(SkillLanguage.values())
            .filter(one -> one.word().equals(language.toLowerCase(Locale.ROOT)))
            .findFirst()
            .orElseThrow(() ->
                new CliException(
                    Exit.USAGE, "--lang " + language + ": use java, c or assemblyscript"));
    NewSkill skill =
        new NewSkill(name, chosen, author, LocalDate.now(ZoneId.systemDefault()).getYear());
    Path folder = parent == null ? Path.of(name) : parent.resolve(name);
    skill.write(folder, SkillSdk.ofProcess());
    shell.line("made " + folder + ": " + folder.resolve(skill.source()) + " says what it does,");
    shell.line("  " + folder.resolve("skill.yaml") + " what it hears, says and may do");
    // The launcher says how it was called, so that the lines can be copied.
    String command = shell.environment().getOrDefault("LOQA_SKILL_COMMAND", "loqa-skill");
    shell.line("Next:");
    shell.line("  " + command + " build " + folder);
    shell.line("  " + command + " test " + folder);
    shell.line("  " + command + " run " + folder);
    return Exit.OK;
  }
}
