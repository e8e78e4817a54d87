package dev.loqa.cli;

import dev.loqa.cli.api.Api;
import dev.loqa.cli.api.CliException;
import dev.loqa.cli.api.Exit;
import dev.loqa.cli.api.Values;
import dev.loqa.cli.options.DataOption;
import dev.loqa.cli.options.JsonOption;
import dev.loqa.cli.text.SecretLine;
import dev.loqa.cli.text.Shell;
import dev.loqa.cli.text.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Function;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `loqa home`: what Loqa can see and command, and the token for the Home Assistant behind it.
@Command(
    name = "home",
    mixinStandardHelpOptions = true,
    description = {
      "List the things that Loqa sees and commands, and say whether it reaches them.",
      "Behind them is the demo home, or the Home Assistant that home_assistant.url names."
    },
    footer = {"", "Example: loqa home", "Example: loqa home token < token.txt"})
final class HomeCommand implements Callable<Integer> {
  private final Shell shell;
  private final Function<String, Optional<String>> secrets;
  @Mixin private DataOption data = new DataOption();
  @Mixin private JsonOption json = new JsonOption();

  HomeCommand(Shell shell) {
    this(shell, SecretLine::typed);
  }

  /// @param secrets asks a person, or reads, with a prompt
  HomeCommand(Shell shell, Function<String, Optional<String>> secrets) {
    this.shell = shell;
    this.secrets = secrets;
  }

  @Override
  public Integer call() {
    try (Api api = data.api(shell)) {
      Map<String, Object> home = api.get("/v1/home");
      if (json.asked()) {
        shell.json(home);
        return Exit.OK;
      }
      boolean demo = Values.text(home, "behind").equals("demo");
      shell.line(demo ? "the demo home, which is only played" : Values.text(home, "detail"));
      List<Map<String, Object>> things = Values.list(home, "entities");
      if (!things.isEmpty()) {
        Table table = Table.of("thing", "name", "room", "state");
        for (Map<String, Object> thing : things) {
          table.row(
              Values.text(thing, "id"),
              Values.text(thing, "name"),
              Values.text(thing, "area"),
              state(thing));
        }
        shell.lines(table.lines());
      }
      return demo || Values.yes(home, "reachable") ? Exit.OK : Exit.FAILED;
    }
  }

  private static String state(Map<String, Object> thing) {
    List<String> parts = new ArrayList<>(List.of(Values.text(thing, "state")));
    for (String percent : List.of("brightness", "position", "volume")) {
      if (thing.get(percent) instanceof Number level) {
        parts.add(percent + " " + level + " %");
      }
    }
    if (thing.get("temperature") instanceof Number degrees) {
      parts.add("set to " + degrees);
    }
    if (thing.get("current_temperature") instanceof Number degrees) {
      parts.add("is " + degrees);
    }
    return String.join(", ", parts);
  }

  @Command(
      name = "token",
      mixinStandardHelpOptions = true,
      description = {
        "Set the long-lived access token of Home Assistant, and connect with it.",
        "Asks for it, or reads one line of standard input; it is kept in the data folder,",
        "readable by you alone, and never shown again."
      },
      footer = {"", "Example: loqa home token", "Example: loqa home token < token.txt"})
  int token(
      @Mixin DataOption folder,
      @Mixin JsonOption asJson,
      @Option(names = "--remove", description = "Forget the token.") boolean remove) {
    try (Api api = folder.api(shell)) {
      Map<String, Object> answer =
          remove
              ? api.delete("/v1/home/token")
              : api.put("/v1/home/token", Map.of("value", asked()));
      if (asJson.asked()) {
        shell.json(answer);
      } else if (!remove) {
        shell.line("set; loqa home says whether Home Assistant takes it");
      } else {
        shell.line(Values.yes(answer, "removed") ? "forgotten" : "none was set");
      }
      return Exit.OK;
    }
  }

  private String asked() {
    return secrets
        .apply("Token of Home Assistant (not shown): ")
        .map(String::strip)
        .filter(text -> !text.isEmpty())
        .orElseThrow(() ->
            new CliException(
                Exit.USAGE, "no token was given: type it, or pipe one line into the command"));
  }
}
