package dev.loqa.cli.skill;

import dev.loqa.cli.api.Api;
import dev.loqa.cli.api.Exit;
import dev.loqa.cli.api.Instance;
import dev.loqa.cli.text.Shell;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
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

  @Option(
      names = "--data",
      paramLabel = "DIR",
      description = {
        "Data folder of the Loqa that is meant;",
        "without it $LOQA_DATA, else ~/.local/share/loqa."
      })
  private @Nullable Path data;

  @Option(names = "--json", description = "Print one JSON document.")
  private boolean json;

  public ReleaseCommand(Shell shell) {
    this.shell = shell;
  }

  @Override
  public Integer call() {
    Path folder = Instance.dataFolder(data, shell.environment());
    try (Api api = new Api(Instance.find(folder))) {
      Map<String, Object> answer =
          api.post("/v1/skills/" + Api.encoded(name) + "/release", Map.of(), SOON);
      if (json) {
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
