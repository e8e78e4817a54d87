package dev.loqa.cli.backup;

import dev.loqa.cli.api.Exit;
import dev.loqa.cli.options.DataOption;
import dev.loqa.cli.options.JsonOption;
import dev.loqa.cli.text.Shell;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `loqa restore`.
@Command(
    name = "restore",
    mixinStandardHelpOptions = true,
    description = {
      "Put a house back from a backup, into a folder that is empty or not there.",
      "Everything is checked first; either all of it is there afterwards or nothing."
    },
    footer = {
      "",
      "Example: loqa restore loqa-20261122T081530Z.age --key loqa-backup.key --data ~/loqa"
    })
public final class RestoreCommand implements Callable<Integer> {
  private final Shell shell;

  @Parameters(paramLabel = "FILE.age", description = "The backup.")
  private Path file = Path.of("");

  @Mixin private KeyOption key = new KeyOption();
  @Mixin private DataOption data = new DataOption();
  @Mixin private JsonOption json = new JsonOption();

  @Option(
      names = "--config",
      paramLabel = "DIR",
      description = "Where the backup's configuration goes (default: it stays in the backup).")
  private @Nullable Path config;

  public RestoreCommand(Shell shell) {
    this.shell = shell;
  }

  @Override
  public Integer call() {
    Path folder = data.folder(shell);
    Restore.Restored restored =
        new Restore(new StoreProgram())
            .put(new Restore.Wish(file, key.keys(), folder, Optional.ofNullable(config)));
    if (json.asked()) {
      Map<String, Object> map = new LinkedHashMap<>();
      map.put("data", folder.toString());
      map.put("made", restored.head().made());
      map.put("files", restored.files());
      map.put("config_files", restored.config());
      map.put("left_out", restored.head().leftOut());
      map.put("store", restored.head().store());
      shell.json(map);
    } else {
      shell.line(
          "restored  "
              + folder
              + ", as "
              + restored.head().data()
              + " was at "
              + restored.head().made());
      shell.line("holds     " + Contents.line(restored.head(), restored.files()));
      if (restored.config() > 0) {
        shell.line(
            config == null
                ? "config    "
                    + restored.config()
                    + " files stay in the backup: --config DIR takes them out"
                : "config    " + restored.config() + " files are in " + config);
      }
      restored.head().leftOut().forEach(one -> shell.line("missing   " + one));
      shell.line("start it  loqa up" + data.typed());
    }
    return Exit.OK;
  }
}
