package dev.loqa.cli.skill;

import dev.loqa.cli.api.Api;
import dev.loqa.cli.api.Exit;
import dev.loqa.cli.api.Values;
import dev.loqa.cli.options.DataOption;
import dev.loqa.cli.options.JsonOption;
import dev.loqa.cli.text.Shell;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/// `loqa-skill rollback`: the version before runs again.
@Command(
    name = "rollback",
    mixinStandardHelpOptions = true,
    description = "Go back to the version that was installed before.",
    footer = {"", "Example: loqa-skill rollback weather"})
public final class RollbackCommand implements Callable<Integer> {
  private static final Duration DEADLINE = Duration.ofMinutes(2);

  private final Shell shell;
  @Mixin private DataOption data = new DataOption();
  @Mixin private JsonOption json = new JsonOption();

  @Parameters(paramLabel = "NAME", description = "The skill.")
  private String name = "";

  public RollbackCommand(Shell shell) {
    this.shell = shell;
  }

  @Override
  public Integer call() {
    try (Api api = data.api(shell)) {
      Map<String, Object> answer =
          api.post("/v1/skills/" + Api.encoded(name) + "/rollback", Map.of(), DEADLINE);
      if (json.asked()) {
        shell.json(answer);
      } else {
        shell.line(name + " is " + Values.text(answer, "version") + " again");
      }
      return Exit.OK;
    }
  }
}
