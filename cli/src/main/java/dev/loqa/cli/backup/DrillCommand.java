package dev.loqa.cli.backup;

import dev.loqa.cli.api.CliException;
import dev.loqa.cli.api.Exit;
import dev.loqa.cli.api.Instance;
import dev.loqa.cli.api.TemporaryFolder;
import dev.loqa.cli.demo.DemoCheck;
import dev.loqa.cli.options.DataOption;
import dev.loqa.cli.options.JsonOption;
import dev.loqa.cli.text.Shell;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `loqa drill`.
@Command(
    name = "drill",
    mixinStandardHelpOptions = true,
    description = {
      "Rehearse the day on which this machine is gone.",
      "Backs this house up (or takes FILE), restores it into a temporary folder, starts Loqa on it",
      "and compares. The house goes on as ever; nothing rings, nothing is left."
    },
    footer = {"", "Example: loqa drill /mnt/usb/loqa-20261122T081530Z.age --key loqa-backup.key"})
public final class DrillCommand implements Callable<Integer> {
  private final Shell shell;

  @Parameters(arity = "0..1", paramLabel = "FILE.age", description = "A backup that is there.")
  private @Nullable Path file;

  @Mixin private KeyOption key = new KeyOption();
  @Mixin private DataOption data = new DataOption();
  @Mixin private JsonOption json = new JsonOption();

  @Option(
      names = "--config",
      paramLabel = "FILE|DIR",
      description = "The configuration that goes with a new backup.")
  private @Nullable Path config;

  public DrillCommand(Shell shell) {
    this.shell = shell;
  }

  @Override
  public Integer call() {
    long start = System.nanoTime();
    List<DemoCheck> checks = new ArrayList<>();
    try (TemporaryFolder folder = TemporaryFolder.make("loqa-drill-")) {
      Drill drill = new Drill(folder.path(), check -> tell(checks, check));
      Path there = file;
      if (there != null) {
        drill.ofFile(there, key.keys());
      } else {
        Path house = data.folder(shell);
        drill.ofHouse(
            house,
            Optional.ofNullable(config).or(() -> Instance.lookup(house).flatMap(Instance::config)));
      }
    } catch (CliException e) {
      if (checks.isEmpty()) {
        throw e;
      }
      tell(checks, new DemoCheck("drill", false, e.words()));
    }
    boolean ok = checks.stream().allMatch(DemoCheck::ok);
    double seconds = (System.nanoTime() - start) / 1e9;
    if (json.asked()) {
      Map<String, Object> map = new LinkedHashMap<>();
      map.put("ok", ok);
      map.put("took_ms", Math.round(seconds * 1e3));
      map.put("checks", checks);
      shell.json(map);
    } else {
      shell.line(
          ok
              ? "the house could be brought back; %.1f s, and nothing of it is left"
                  .formatted(seconds)
              : "the house could NOT be brought back as it is");
    }
    return ok ? Exit.OK : Exit.FAILED;
  }

  private void tell(List<DemoCheck> checks, DemoCheck check) {
    checks.add(check);
    if (!json.asked()) {
      shell.line(check.line());
    }
  }
}
