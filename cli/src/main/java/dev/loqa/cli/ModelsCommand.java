package dev.loqa.cli;

import dev.loqa.cli.api.CliException;
import dev.loqa.cli.api.Exit;
import dev.loqa.cli.models.GgmlHeader;
import dev.loqa.cli.models.ModelPin;
import dev.loqa.cli.models.ModelPins;
import dev.loqa.cli.models.ModelStore;
import dev.loqa.cli.options.DataOption;
import dev.loqa.cli.options.JsonOption;
import dev.loqa.cli.text.Clock;
import dev.loqa.cli.text.Shell;
import dev.loqa.cli.text.Table;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `loqa models`: the speech models that a person may bring. Loqa works without any.
@Command(
    name = "models",
    mixinStandardHelpOptions = true,
    description = "List, fetch or add Whisper models, which understand free speech.",
    synopsisSubcommandLabel = "(list | pull NAME | add FILE)",
    footer = {"", "Example: loqa models pull whisper-tiny.en"})
final class ModelsCommand implements Callable<Integer> {
  private static final String ENGINE = "whisper";

  private final Shell shell;

  ModelsCommand(Shell shell) {
    this.shell = shell;
  }

  @Override
  public Integer call() {
    throw new CliException(Exit.USAGE, "say what: loqa models list, pull NAME or add FILE");
  }

  @Command(
      name = "list",
      mixinStandardHelpOptions = true,
      description = "What is in the data folder, and what can be fetched.",
      footer = {"", "Example: loqa models list"})
  int list(@Mixin DataOption data, @Mixin JsonOption json) {
    List<Map<String, Object>> models = rows(new ModelStore(data.folder(shell)), pins());
    if (json.asked()) {
      shell.json(Map.of("models", models));
      return Exit.OK;
    }
    Table table = Table.of("model", "engine", ">size", "licence", "where");
    for (Map<String, Object> model : models) {
      table.row(
          String.valueOf(model.get("name")),
          String.valueOf(model.get("engine")),
          Clock.bytes((Long) model.getOrDefault("bytes", 0L)),
          String.valueOf(model.get("licence")),
          model.containsKey("file")
              ? String.valueOf(model.get("file"))
              : "not here: loqa models pull " + model.get("name"));
    }
    shell.lines(table.lines());
    return Exit.OK;
  }

  private static List<Map<String, Object>> rows(ModelStore store, ModelPins pins) {
    Map<String, Map<String, Object>> rows = new LinkedHashMap<>();
    for (ModelPin pin : pins.pins()) {
      rows.put(pin.name(), row(pin.name(), pin.bytes(), pin.licence()));
    }
    for (ModelStore.Stored stored : store.stored()) {
      rows.computeIfAbsent(stored.name(), name -> row(name, stored.bytes(), "its owner's"));
      Map<String, Object> row = rows.get(stored.name());
      if (row != null) {
        row.put("bytes", stored.bytes());
        row.put("file", stored.file().toString());
      }
    }
    return List.copyOf(rows.values());
  }

  private static Map<String, Object> row(String name, long bytes, String licence) {
    Map<String, Object> row = new LinkedHashMap<>();
    row.put("name", name);
    row.put("engine", ENGINE);
    row.put("bytes", bytes);
    row.put("licence", licence);
    return row;
  }

  @Command(
      name = "pull",
      mixinStandardHelpOptions = true,
      description =
          "Fetch a model from its official address into the data folder and check its digest."
              + " Broken off, it goes on where it was.",
      footer = {"", "Example: loqa models pull whisper-tiny.en"})
  int pull(
      @Mixin DataOption data,
      @Parameters(paramLabel = "NAME", description = "One of loqa models list.") String name) {
    ModelPins pins = pins();
    ModelPin pin =
        pins.named(name)
            .orElseThrow(() ->
                new CliException(
                    Exit.FAILED,
                    "the model "
                        + name
                        + " has no pinned address: "
                        + (pins.pins().isEmpty() ? "" : "pull one of " + pins.names() + ", or ")
                        + "fetch it yourself and run `loqa models add FILE`"));
    shell.progress(
        "fetching " + name + " (" + Clock.bytes(pin.bytes()) + ") from " + pin.url().getHost());
    ModelStore.Stored stored = new ModelStore(data.folder(shell)).pull(pin, progress(pin.bytes()));
    return use(stored, GgmlHeader.read(stored.file()));
  }

  /// Tells every tenth part once.
  private LongConsumer progress(long whole) {
    long[] told = {0};
    return have -> {
      long tenths = have * 10 / whole;
      if (tenths > told[0]) {
        told[0] = tenths;
        shell.progress(tenths * 10 + " %");
      }
    };
  }

  @Command(
      name = "add",
      mixinStandardHelpOptions = true,
      description = "Copy a Whisper model in ggml form that you have into the data folder.",
      footer = {"", "Example: loqa models add ggml-base.en.bin --as whisper-base.en"})
  int add(
      @Mixin DataOption data,
      @Option(
              names = "--as",
              paramLabel = "NAME",
              description = "What to call it (default: the file's name).")
          @Nullable String name,
      @Parameters(paramLabel = "FILE", description = "The model file.") Path file) {
    String usual = String.valueOf(file.getFileName()).replaceFirst("\\.bin$", "");
    GgmlHeader header = GgmlHeader.read(file);
    return use(new ModelStore(data.folder(shell)).add(file, name == null ? usual : name), header);
  }

  private int use(ModelStore.Stored stored, GgmlHeader header) {
    shell.line(stored.name() + " is in " + stored.file());
    if (!header.englishOnly()) {
      shell.line("It knows many languages; Loqa asks it for the one of stt.language.");
    }
    shell.line("To use it, put this into the configuration and start Loqa again:");
    shell.line("stt: {engine: whisper, whisper: {model: \"" + stored.file() + "\"}}");
    return Exit.OK;
  }

  private static ModelPins pins() {
    return ModelPins.read(Path.of(System.getProperty("loqa.root", ""), "launcher/pins"));
  }
}
