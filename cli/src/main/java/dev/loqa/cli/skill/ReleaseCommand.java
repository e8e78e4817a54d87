package dev.loqa.cli.skill;

import dev.loqa.cli.api.Api;
import dev.loqa.cli.api.Exit;
import dev.loqa.cli.api.Instance;
import dev.loqa.cli.options.DataOption;
import dev.loqa.cli.options.JsonOption;
import dev.loqa.cli.text.Shell;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/// `loqa-skill release`: a skill that rests, because it failed too often, is called again.
@Command(
    name = "release",
    mixinStandardHelpOptions = true,
    description = {
      "Call a skill again that rests because it failed five times in ten minutes.",
      "loqa doctor names those that rest, and why. Installing another version does the same."
    },
    footer = {"", "Example: loqa-skill release weather"})
public final class ReleaseCommand implements Callable<Integer> {
  private static final Duration SOON = Duration.ofSeconds(15);

  private final Shell shell;

  @Parameters(paramLabel = "NAME", description = "The skill's name.")
  private String name = "";

  @Mixin private DataOption data = new DataOption();

  @Mixin private JsonOption json = new JsonOption();

  public ReleaseCommand(Shell shell) {
    this.shell = shell;
  }

  @Override
  public Integer call() {
    Path folder = data.folder(shell);
    try (Api api = new Api(Instance.find(folder))) {
      Map<String, Object> answer =
          api.post("/v1/skills/" + Api.encoded(name) + "/release", Map.of(), SOON);
      if (json.asked()) {
        shell.json(answer);
      } else {
        shell.line(
            Boolean.TRUE.equals(answer.get("released"))
                ? name + " is called again"
                : name + " did not rest: nothing to do");
      }
      return Exit.OK;
    }
  }
}
