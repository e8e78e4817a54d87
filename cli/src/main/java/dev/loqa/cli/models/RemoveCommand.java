package dev.loqa.cli.models;

import dev.loqa.base.config.NearMiss;
import dev.loqa.base.models.ModelFolder;
import dev.loqa.cli.api.CliException;
import dev.loqa.cli.api.Exit;
import dev.loqa.cli.options.DataOption;
import dev.loqa.cli.text.Clock;
import dev.loqa.cli.text.Shell;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/// `loqa models remove NAME`.
@Command(
    name = "remove",
    mixinStandardHelpOptions = true,
    description = {
      "Delete a model from the data folder. 5: the configuration that Loqa was last started with",
      "uses it."
    },
    footer = {"", "Example: loqa models remove whisper-tiny.en"})
final class RemoveCommand implements Callable<Integer> {
  private final Shell shell;
  @Mixin private DataOption data = new DataOption();

  @Parameters(paramLabel = "NAME", description = "One of loqa models list that is here.")
  private String name = "";

  RemoveCommand(Shell shell) {
    this.shell = shell;
  }

  @Override
  public Integer call() {
    Path folder = data.folder(shell);
    ModelStore store = new ModelStore(folder);
    ModelFolder models = store.folder();
    Optional<ModelFolder.Stored> there = models.find(name);
    if (there.isEmpty() && store.forget(name)) {
      shell.line("removed what had come of " + name);
      return Exit.OK;
    }
    ModelFolder.Stored model = there.orElseThrow(() -> unknown(models));
    Optional<String> key = ModelUse.of(model, folder);
    if (key.isPresent()) {
      throw new CliException(
          Exit.CONFLICT,
          name
              + " is what "
              + key.get()
              + " names in the configuration that Loqa was last started with: change that, start"
              + " Loqa once, then remove it");
    }
    try {
      models.remove(model);
    } catch (IOException e) {
      throw new CliException(
          Exit.FAILED,
          model.file() + " cannot be deleted (" + e.getMessage() + "): check its rights",
          e);
    }
    shell.line("removed " + name + ", " + Clock.bytes(model.bytes()) + " are free again");
    return Exit.OK;
  }

  private CliException unknown(ModelFolder models) {
    return new CliException(
        Exit.FAILED,
        "the model "
            + name
            + " is not in "
            + models.path()
            + ": "
            + NearMiss.hint(name, models.stored().stream().map(ModelFolder.Stored::name).toList()));
  }
}
