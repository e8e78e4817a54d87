package dev.loqa.cli.skill;

import dev.loqa.cli.api.Api;
import dev.loqa.cli.api.Exit;
import dev.loqa.cli.options.DataOption;
import dev.loqa.cli.options.JsonOption;
import dev.loqa.cli.text.Shell;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `loqa-skill remove`: a skill goes; its data only when that is said.
@Command(
    name = "remove",
    mixinStandardHelpOptions = true,
    description = "Remove a skill. What it has stored stays for the day it comes back.",
    footer = {"", "Example: loqa-skill remove weather --purge"})
public final class RemoveCommand implements Callable<Integer> {
  private static final Duration DEADLINE = Duration.ofMinutes(1);

  private final Shell shell;
  @Mixin private DataOption data = new DataOption();
  @Mixin private JsonOption json = new JsonOption();

  @Parameters(paramLabel = "NAME", description = "The skill.")
  private String name = "";

  @Option(names = "--purge", description = "Erase its values and timers and forget its publisher.")
  private boolean purge;

  public RemoveCommand(Shell shell) {
    this.shell = shell;
  }

  @Override
  public Integer call() {
    try (Api api = data.api(shell)) {
      String path = Api.path("/v1/skills/" + Api.encoded(name), Map.of("purge", "" + purge));
      Map<String, Object> answer = api.delete(path, DEADLINE);
      if (json.asked()) {
        shell.json(answer);
      } else {
        shell.line(
            name
                + (purge
                    ? " is removed and its data erased"
                    : " is removed; its data stays, --purge erases it"));
      }
      return Exit.OK;
    }
  }
}
