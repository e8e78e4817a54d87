package dev.loqa.cli.backup;

import dev.loqa.cli.api.Exit;
import dev.loqa.cli.api.TemporaryFolder;
import dev.loqa.cli.options.JsonOption;
import dev.loqa.cli.text.Shell;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/// `loqa backup verify`.
@Command(
    name = "verify",
    mixinStandardHelpOptions = true,
    description = {
      "Restore a backup into a temporary folder, check every file and the chain of events, and",
      "remove it again."
    },
    footer = {"", "Example: loqa backup verify loqa-20261122T081530Z.age --key loqa-backup.key"})
final class BackupVerifyCommand implements Callable<Integer> {
  private final Shell shell;

  @Parameters(paramLabel = "FILE.age", description = "The backup.")
  private Path file = Path.of("");

  @Mixin private KeyOption key = new KeyOption();
  @Mixin private JsonOption json = new JsonOption();

  BackupVerifyCommand(Shell shell) {
    this.shell = shell;
  }

  @Override
  public Integer call() {
    try (TemporaryFolder folder = TemporaryFolder.make("loqa-verify-")) {
      Restore.Restored restored =
          new Restore(new StoreProgram())
              .put(
                  new Restore.Wish(
                      file, key.keys(), folder.path().resolve("data"), Optional.empty()));
      if (json.asked()) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("ok", true);
        map.put("made", restored.head().made());
        map.put("data", restored.head().data());
        map.put("files", restored.files());
        map.put("store", restored.head().store());
        shell.json(map);
      } else {
        shell.lines(
            List.of(
                "whole   " + file,
                "made    " + restored.head().made() + " of " + restored.head().data(),
                "holds   " + Contents.line(restored.head(), restored.files())));
      }
      return Exit.OK;
    }
  }
}
