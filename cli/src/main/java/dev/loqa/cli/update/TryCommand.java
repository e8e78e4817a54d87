package dev.loqa.cli.update;

import dev.loqa.base.json.Json;
import dev.loqa.cli.api.CliException;
import dev.loqa.cli.api.Exit;
import dev.loqa.cli.api.TemporaryFolder;
import dev.loqa.cli.demo.DemoCheck;
import dev.loqa.cli.options.JsonOption;
import dev.loqa.cli.text.Shell;
import dev.loqa.cli.trial.SmokeTest;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `loqa update try`.
@Command(
    name = "try",
    mixinStandardHelpOptions = true,
    description = {
      "The smoke test of this release: start it in a temporary folder, on free ports, and use it.",
      "apply does it before it switches."
    },
    footer = {"", "Example: loqa update try --data /var/lib/loqa"})
final class TryCommand implements Callable<Integer> {
  private final Shell shell;

  @Option(
      names = "--data",
      paramLabel = "DIR",
      description =
          "A house whose installed skills this release has to take; nothing there changes.")
  private @Nullable Path data;

  @Mixin private JsonOption json = new JsonOption();

  TryCommand(Shell shell) {
    this.shell = shell;
  }

  @Override
  public Integer call() {
    List<DemoCheck> checks = new ArrayList<>();
    try (TemporaryFolder folder = TemporaryFolder.make("loqa-try-")) {
      new SmokeTest(folder.path(), check -> tell(checks, check)).run(Optional.ofNullable(data));
    } catch (CliException e) {
      tell(checks, new DemoCheck("smoke test", false, e.words()));
    }
    boolean ok = checks.stream().allMatch(DemoCheck::ok);
    if (json.asked()) {
      shell.out().println(Json.text(Map.of("ok", ok, "checks", checks)));
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
