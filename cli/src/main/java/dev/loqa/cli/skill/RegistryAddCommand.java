package dev.loqa.cli.skill;

import dev.loqa.cli.api.Exit;
import dev.loqa.cli.options.JsonOption;
import dev.loqa.cli.text.Shell;
import dev.loqa.skillhost.registry.IndexTerms;
import dev.loqa.skillhost.registry.RegistryFolder;
import dev.loqa.skillhost.registry.SignedIndex;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/// `loqa-skill registry add`.
@Command(
    name = "add",
    mixinStandardHelpOptions = true,
    description = {
      "Take packages with the signatures beside them.",
      "A skill keeps its publisher's key, and a version keeps its content."
    },
    footer = {"", "Example: loqa-skill registry add skills bell-1.0.0.lskill --key registry.key"})
final class RegistryAddCommand implements Callable<Integer> {
  private final Shell shell;
  @Mixin private IndexOptions index = new IndexOptions();
  @Mixin private JsonOption json = new JsonOption();

  @Parameters(index = "0", paramLabel = "FOLDER", description = "The registry.")
  private Path folder = Path.of("");

  @Parameters(index = "1..*", arity = "1..*", paramLabel = "FILE", description = "The packages.")
  private List<Path> files = List.of();

  RegistryAddCommand(Shell shell) {
    this.shell = shell;
  }

  @Override
  public Integer call() {
    IndexTerms first = index.terms();
    IndexTerms next = IndexTerms.of(first.key(), first.life(), first.now());
    RegistryFolder registry = new RegistryFolder(folder);
    SignedIndex last = null;
    for (Path file : files) {
      IndexTerms terms = last == null ? first : next;
      last = RegistryText.worked(() -> registry.add(file, terms));
      shell.progress("took " + file);
    }
    return last == null ? Exit.USAGE : RegistryText.written(shell, folder, last, json.asked());
  }
}
