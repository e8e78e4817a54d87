package dev.loqa.cli.skill;

import dev.loqa.cli.options.JsonOption;
import dev.loqa.cli.text.Shell;
import dev.loqa.skillhost.registry.IndexTerms;
import dev.loqa.skillhost.registry.RegistryFolder;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `loqa-skill registry refresh`.
@Command(
    name = "refresh",
    mixinStandardHelpOptions = true,
    description = "Make a new index that is good for longer, and take back what is named.",
    footer = {
      "",
      "Example: loqa-skill registry refresh skills --key registry.key",
      "         loqa-skill registry refresh skills --key registry.key --yank bell-1.0.0 \\",
      "             --reason \"rings forever\""
    })
final class RegistryRefreshCommand implements Callable<Integer> {
  private final Shell shell;
  @Mixin private IndexOptions index = new IndexOptions();
  @Mixin private JsonOption json = new JsonOption();

  @Parameters(paramLabel = "FOLDER", description = "The registry.")
  private Path folder = Path.of("");

  @Option(
      names = "--yank",
      paramLabel = "NAME-VERSION",
      description = "Not offered any more; who has it keeps it.")
  private @Nullable List<String> yank;

  @Option(
      names = "--revoke",
      paramLabel = "NAME-VERSION|SHA512|KEY",
      description = "Must not run any more: a version, a package's digest or a publisher's key.")
  private @Nullable List<String> revoke;

  @Option(
      names = "--reason",
      paramLabel = "TEXT",
      defaultValue = "no reason given",
      description = "Why; people read and hear it.")
  private String reason = "";

  RegistryRefreshCommand(Shell shell) {
    this.shell = shell;
  }

  @Override
  public Integer call() {
    IndexTerms terms = index.terms();
    return RegistryText.written(
        shell,
        folder,
        RegistryText.worked(
            () -> new RegistryFolder(folder).refresh(reasons(yank), reasons(revoke), terms)),
        json.asked());
  }

  private Map<String, String> reasons(@Nullable List<String> names) {
    Map<String, String> reasons = new LinkedHashMap<>();
    if (names != null) {
      names.forEach(name -> reasons.put(name, reason));
    }
    return reasons;
  }
}
