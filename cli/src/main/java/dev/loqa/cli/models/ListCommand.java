package dev.loqa.cli.models;

import dev.loqa.base.models.ModelException;
import dev.loqa.base.models.ModelFile;
import dev.loqa.base.models.ModelFolder;
import dev.loqa.cli.api.Exit;
import dev.loqa.cli.options.DataOption;
import dev.loqa.cli.options.JsonOption;
import dev.loqa.cli.text.Clock;
import dev.loqa.cli.text.Shell;
import dev.loqa.cli.text.Table;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/// `loqa models list`.
@Command(
    name = "list",
    mixinStandardHelpOptions = true,
    description = "What is in the data folder, and what can be fetched.",
    footer = {"", "Example: loqa models list"})
final class ListCommand implements Callable<Integer> {
  private final Shell shell;
  @Mixin private DataOption data = new DataOption();
  @Mixin private JsonOption json = new JsonOption();

  ListCommand(Shell shell) {
    this.shell = shell;
  }

  @Override
  public Integer call() {
    List<Map<String, Object>> models =
        rows(new ModelStore(data.folder(shell)).folder(), ModelPins.ofThisInstallation());
    if (json.asked()) {
      shell.json(Map.of("models", models));
      return Exit.OK;
    }
    Table table = Table.of("model", "kind", ">size", "licence", "where");
    for (Map<String, Object> model : models) {
      table.row(
          String.valueOf(model.get("name")),
          String.valueOf(model.get("kind")),
          Clock.bytes((Long) model.getOrDefault("bytes", 0L)),
          String.valueOf(model.get("licence")),
          where(model));
    }
    shell.lines(table.lines());
    return Exit.OK;
  }

  private static String where(Map<String, Object> model) {
    if (model.containsKey("file")) {
      return String.valueOf(model.get("file"));
    }
    String pull = "loqa models pull " + model.get("name");
    return (model.get("came") instanceof Long came
            ? Clock.bytes(came) + " of it came: " + pull + " goes on"
            : "not here: " + pull)
        + (model.containsKey("sha256") ? "" : " --sha256 DIGEST");
  }

  private static List<Map<String, Object>> rows(ModelFolder folder, ModelPins pins) {
    Map<String, Map<String, Object>> rows = new LinkedHashMap<>();
    for (ModelPin pin : pins.pins()) {
      Map<String, Object> row = row(pin.name(), pin.kind().word(), pin.bytes(), pin.licence());
      pin.sha256().ifPresent(digest -> row.put("sha256", digest));
      folder.came(pin.name()).ifPresent(bytes -> row.put("came", bytes));
      rows.put(pin.name(), row);
    }
    for (ModelFolder.Stored stored : folder.stored()) {
      Map<String, Object> row =
          rows.computeIfAbsent(
              stored.name(), name -> row(name, kind(stored), stored.bytes(), "its owner's"));
      row.put("bytes", stored.bytes());
      row.put("file", stored.file().toString());
      stored.digest().ifPresent(digest -> row.put("sha256", digest));
    }
    return List.copyOf(rows.values());
  }

  private static String kind(ModelFolder.Stored stored) {
    try {
      return ModelFile.read(stored.file()).kind().word();
    } catch (ModelException e) {
      return "damaged";
    }
  }

  private static Map<String, Object> row(String name, String kind, long bytes, String licence) {
    Map<String, Object> row = new LinkedHashMap<>();
    row.put("name", name);
    row.put("kind", kind);
    row.put("bytes", bytes);
    row.put("licence", licence);
    return row;
  }
}
