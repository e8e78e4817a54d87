package dev.loqa.cli.skill;

import dev.loqa.cli.api.Api;
import dev.loqa.cli.api.Exit;
import dev.loqa.cli.api.Values;
import dev.loqa.cli.options.DataOption;
import dev.loqa.cli.options.JsonOption;
import dev.loqa.cli.text.Shell;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/// `loqa-skill registry unfollow`.
@Command(
    name = "unfollow",
    mixinStandardHelpOptions = true,
    description = {
      "Follow a registry no more.",
      "What is installed stays; what it revoked counts no longer, and the skills that rested",
      "because of it are named."
    },
    footer = {"", "Example: loqa-skill registry unfollow /media/stick/skills"})
final class RegistryUnfollowCommand implements Callable<Integer> {
  private final Shell shell;
  @Mixin private DataOption data = new DataOption();
  @Mixin private JsonOption json = new JsonOption();

  @Parameters(paramLabel = "PLACE", description = "As loqa-skill registry list shows it.")
  private String place = "";

  RegistryUnfollowCommand(Shell shell) {
    this.shell = shell;
  }

  @Override
  public Integer call() {
    Map<String, String> query = new LinkedHashMap<>();
    query.put("place", RegistryPlace.of(place));
    query.put("by", shell.person());
    try (Api api = data.api(shell)) {
      Map<String, Object> answer = api.delete(Api.path("/v1/registries", query));
      if (json.asked()) {
        shell.json(answer);
        return Exit.OK;
      }
      shell.line(Values.text(answer, "place") + " is not followed any more");
      String again = Values.words(answer, "called_again");
      if (!again.isEmpty()) {
        shell.line("called again, because nobody else has revoked them: " + again);
      }
      return Exit.OK;
    }
  }
}
