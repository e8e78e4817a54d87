package dev.loqa.cli.models;

import dev.loqa.cli.api.Api;
import dev.loqa.cli.api.Exit;
import dev.loqa.cli.api.Values;
import dev.loqa.cli.options.DataOption;
import dev.loqa.cli.options.JsonOption;
import dev.loqa.cli.text.Clock;
import dev.loqa.cli.text.Shell;
import dev.loqa.cli.text.Table;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `loqa models share [NAME]`.
@Command(
    name = "share",
    mixinStandardHelpOptions = true,
    description = {
      "Let the other machines of the house fetch a model from this one, so that the house downloads",
      "it once. Without NAME: what is shared. Needs a running Loqa."
    },
    footer = {"", "Example: loqa models share whisper-tiny.en"})
final class ShareCommand implements Callable<Integer> {
  /// Gigabytes onto a slow disk, each piece made durable.
  private static final Duration DEADLINE = Duration.ofMinutes(30);

  private final Shell shell;
  @Mixin private DataOption data = new DataOption();
  @Mixin private JsonOption json = new JsonOption();

  @Option(names = "--stop", description = "Share it no more; machines that have it keep it.")
  private boolean stop;

  @Parameters(arity = "0..1", paramLabel = "NAME", description = "A model that is here.")
  private @Nullable String name;

  ShareCommand(Shell shell) {
    this.shell = shell;
  }

  @Override
  public Integer call() {
    try (Api api = data.api(shell)) {
      String model = name;
      if (model == null) {
        return show(api.get("/v1/models"));
      }
      String path = "/v1/models/" + Api.encoded(model);
      if (stop) {
        return tell(api.delete(path), model + " is shared no more");
      }
      shell.progress("sharing " + model + "; a large one takes minutes");
      Map<String, Object> shared = api.put(path, Map.of(), DEADLINE);
      return tell(
          shared,
          model
              + " is shared ("
              + Clock.bytes((long) Values.number(shared, "bytes"))
              + "): another machine's configuration may name it as if its file were there");
    }
  }

  private int tell(Map<String, Object> answer, String words) {
    if (json.asked()) {
      shell.json(answer);
    } else {
      shell.line(words);
    }
    return Exit.OK;
  }

  private int show(Map<String, Object> answer) {
    List<Map<String, Object>> models = Values.list(answer, "models");
    if (json.asked()) {
      shell.json(answer);
    } else if (models.isEmpty()) {
      shell.line("No model is shared: loqa models share NAME shares one.");
    } else {
      Table table = Table.of("shared", ">size", "sha256");
      for (Map<String, Object> model : models) {
        table.row(
            Values.text(model, "name"),
            Clock.bytes((long) Values.number(model, "bytes")),
            Values.text(model, "sha256"));
      }
      shell.lines(table.lines());
    }
    return Exit.OK;
  }
}
