package dev.loqa.cli.skill;

import dev.loqa.cli.api.Exit;
import dev.loqa.cli.author.SkillProject;
import dev.loqa.cli.options.JsonOption;
import dev.loqa.cli.text.Shell;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/// `loqa-skill build`: sources to module, then every check that an installation would make.
@Command(
    name = "build",
    mixinStandardHelpOptions = true,
    description = {
      "Compile a skill to WebAssembly, and check its manifest and its module.",
      "What is wrong is printed as FILE:LINE: text. Java is compiled without any network."
    },
    footer = {"", "Example: loqa-skill build bell"})
public final class BuildCommand implements Callable<Integer> {
  private final Shell shell;

  @Parameters(
      arity = "0..1",
      paramLabel = "FOLDER",
      description = "The skill's folder (default: this one).")
  private Path folder = Path.of("");

  @Mixin private JsonOption json = new JsonOption();

  public BuildCommand(Shell shell) {
    this.shell = shell;
  }

  @Override
  public Integer call() {
    shell.progress("compiling " + (folder.toString().isEmpty() ? "this skill" : folder) + " ...");
    SkillProject.Built built =
        new SkillProject(folder).build(shell.environment().getOrDefault("PATH", ""));
    if (json.asked()) {
      print(built);
    } else {
      shell.lines(built.lines());
      if (built.ok()) {
        shell.line(
            "built "
                + built.module()
                + " ("
                + (built.bytes() + 1023) / 1024
                + " KiB): manifest valid, module within the limits");
        shell.lines(built.consents().stream().map(consent -> "consent: " + consent).toList());
      }
    }
    return built.ok() ? Exit.OK : Exit.FAILED;
  }

  private void print(SkillProject.Built built) {
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("ok", built.ok());
    body.put("module", built.module().toString());
    body.put("bytes", built.bytes());
    body.put("lines", List.copyOf(built.lines()));
    body.put("consents", List.copyOf(built.consents()));
    shell.json(body);
  }
}
