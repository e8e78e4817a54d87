package dev.loqa.cli.skill;

import dev.loqa.cli.options.JsonOption;
import dev.loqa.cli.text.Shell;
import dev.loqa.skillhost.registry.IndexTerms;
import dev.loqa.skillhost.registry.RegistryFolder;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `loqa-skill registry init`.
@Command(
    name = "init",
    mixinStandardHelpOptions = true,
    description = "Make an empty registry, signed with your key.",
    footer = {"", "Example: loqa-skill registry init skills --key registry.key --name \"Anna's\""})
final class RegistryInitCommand implements Callable<Integer> {
  private final Shell shell;
  @Mixin private IndexOptions index = new IndexOptions();
  @Mixin private JsonOption json = new JsonOption();

  @Parameters(paramLabel = "FOLDER", description = "The new registry.")
  private Path folder = Path.of("");

  @Option(
      names = "--name",
      paramLabel = "NAME",
      defaultValue = "skills",
      description = "What people call it (default: ${DEFAULT-VALUE}).")
  private String name = "";

  RegistryInitCommand(Shell shell) {
    this.shell = shell;
  }

  @Override
  public Integer call() {
    IndexTerms terms = index.terms();
    return RegistryText.written(
        shell,
        folder,
        RegistryText.worked(() -> new RegistryFolder(folder).init(name, terms)),
        json.asked());
  }
}
