package dev.loqa.cli.models;

import dev.loqa.base.models.ModelException;
import dev.loqa.base.models.ModelFile;
import dev.loqa.base.models.ModelFolder;
import dev.loqa.cli.api.CliException;
import dev.loqa.cli.api.Exit;
import dev.loqa.cli.options.DataOption;
import dev.loqa.cli.options.JsonOption;
import dev.loqa.cli.text.Shell;
import dev.loqa.cli.text.Table;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/// `loqa models verify`.
@Command(
    name = "verify",
    mixinStandardHelpOptions = true,
    description = {
      "Read every model in the data folder and compare it with the digest that it came with and",
      "with the catalogue. 4: one is not what it was."
    },
    footer = {"", "Example: loqa models verify"})
final class VerifyCommand implements Callable<Integer> {
  /// What became of one model.
  record Verdict(String name, boolean ok, String words) {}

  private final Shell shell;
  @Mixin private DataOption data = new DataOption();
  @Mixin private JsonOption json = new JsonOption();

  VerifyCommand(Shell shell) {
    this.shell = shell;
  }

  @Override
  public Integer call() {
    ModelPins pins = ModelPins.ofThisInstallation();
    List<Verdict> verdicts = new ArrayList<>();
    for (ModelFolder.Stored model : new ModelStore(data.folder(shell)).folder().stored()) {
      shell.progress("reading " + model.name());
      verdicts.add(verdict(model, pins));
    }
    if (json.asked()) {
      shell.json(Map.of("models", verdicts));
    } else if (verdicts.isEmpty()) {
      shell.line("There is no model here: loqa models list says what can be fetched.");
    } else {
      Table table = Table.of("model", "", "");
      verdicts.forEach(one -> table.row(one.name(), one.ok() ? "ok" : "BAD", one.words()));
      shell.lines(table.lines());
    }
    return verdicts.stream().allMatch(Verdict::ok) ? Exit.OK : Exit.UNTRUSTED;
  }

  private static Verdict verdict(ModelFolder.Stored model, ModelPins pins) {
    try {
      String got = ModelFolder.sha256(model.file());
      Optional<String> came = model.digest();
      if (came.isPresent() && !came.get().equals(got)) {
        return new Verdict(
            model.name(),
            false,
            "it has changed since it came: remove it and bring it again (loqa models remove "
                + model.name()
                + ")");
      }
      Optional<String> pinned = pins.named(model.name()).flatMap(ModelPin::sha256);
      if (pinned.isPresent() && !pinned.get().equals(got)) {
        return new Verdict(
            model.name(), came.isPresent(), "not the file that the catalogue means by this name");
      }
      ModelFile file = ModelFile.read(model.file());
      String source = pinned.isPresent() ? "as the catalogue pins it" : "as it came";
      return new Verdict(
          model.name(),
          true,
          file.about() + ", " + (pinned.or(() -> came).isPresent() ? source : "sha256 " + got));
    } catch (ModelException e) {
      return new Verdict(model.name(), false, String.valueOf(e.getMessage()));
    } catch (IOException e) {
      throw new CliException(
          Exit.FAILED,
          model.file() + " cannot be read (" + e.getMessage() + "): check its rights",
          e);
    }
  }
}
