package dev.loqa.cli.skill;

import dev.loqa.cli.api.Api;
import dev.loqa.cli.options.DataOption;
import dev.loqa.cli.options.JsonOption;
import dev.loqa.cli.text.Shell;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/// `loqa-skill registry check`.
@Command(
    name = "check",
    mixinStandardHelpOptions = true,
    description = {
      "Look for newer indexes of the registries that your Loqa follows, now.",
      "It does so once a day by itself. What could not be used is named."
    },
    footer = {"", "Example: loqa-skill registry check"})
final class RegistryCheckCommand implements Callable<Integer> {
  static final Duration DEADLINE = Duration.ofMinutes(2);

  private final Shell shell;
  @Mixin private DataOption data = new DataOption();
  @Mixin private JsonOption json = new JsonOption();

  RegistryCheckCommand(Shell shell) {
    this.shell = shell;
  }

  @Override
  public Integer call() {
    try (Api api = data.api(shell)) {
      return FollowedText.show(
          shell, api.post("/v1/registries/look", Map.of(), DEADLINE), json.asked());
    }
  }
}
