package dev.loqa.cli.skill;

import dev.loqa.base.json.Json;
import dev.loqa.cli.api.Api;
import dev.loqa.cli.api.CliException;
import dev.loqa.cli.api.Exit;
import dev.loqa.cli.api.Values;
import dev.loqa.cli.options.DataOption;
import dev.loqa.cli.options.JsonOption;
import dev.loqa.cli.text.Shell;
import dev.loqa.cli.text.Table;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `loqa-skill config`: what an owner sets of a skill, through the running Loqa.
@Command(
    name = "config",
    mixinStandardHelpOptions = true,
    description = {
      "Show or change the settings of a skill, through the running Loqa.",
      "A change counts from the skill's next call on; of several either all count or none."
    },
    footer = {
      "",
      "Example: loqa-skill config weather",
      "Example: loqa-skill config weather place=Hamburg latitude=53.55 longitude=9.99",
      "Example: loqa-skill config weather --unset place"
    })
public final class ConfigureCommand implements Callable<Integer> {
  private final Shell shell;
  @Mixin private DataOption data = new DataOption();
  @Mixin private JsonOption json = new JsonOption();

  @Parameters(index = "0", paramLabel = "SKILL", description = "The skill's name.")
  private String skill = "";

  @Parameters(
      index = "1..*",
      arity = "0..*",
      paramLabel = "KEY[=VALUE]",
      description = "Set a setting; a KEY alone shows it with what it may be.")
  private List<String> words = new ArrayList<>();

  @Option(
      names = "--unset",
      paramLabel = "KEY",
      description = "Take a setting back: the skill's own default counts again.")
  private List<String> unset = new ArrayList<>();

  public ConfigureCommand(Shell shell) {
    this.shell = shell;
  }

  @Override
  public Integer call() {
    Map<String, Object> set = new LinkedHashMap<>();
    List<String> shown = new ArrayList<>();
    for (String word : words) {
      int equals = word.indexOf('=');
      if (equals < 0) {
        shown.add(word);
      } else if (set.put(word.substring(0, equals), word.substring(equals + 1)) != null) {
        throw new CliException(
            Exit.USAGE, word.substring(0, equals) + " is given twice: give it once");
      }
    }
    String path = "/v1/skills/" + Api.encoded(skill) + "/settings";
    try (Api api = data.api(shell)) {
      boolean changes = !set.isEmpty() || !unset.isEmpty();
      Map<String, Object> answer =
          changes ? api.put(path, Map.of("set", set, "unset", unset)) : api.get(path);
      List<Map<String, Object>> settings = Values.list(answer, "settings");
      known(shown, settings);
      if (json.asked()) {
        shell.json(answer);
      } else if (changes) {
        changed(set, answer);
      } else {
        show(settings, shown);
      }
      return Exit.OK;
    }
  }

  private void known(List<String> shown, List<Map<String, Object>> settings) {
    List<String> names = settings.stream().map(one -> Values.text(one, "name")).toList();
    for (String name : shown) {
      if (!names.contains(name)) {
        throw new CliException(
            Exit.FAILED,
            name
                + " is no setting of "
                + skill
                + ": "
                + (names.isEmpty() ? "it has none" : "it has " + String.join(", ", names)));
      }
    }
  }

  private void changed(Map<String, Object> set, Map<String, Object> answer) {
    set.forEach((name, value) -> shell.line(skill + ": " + name + " is " + value));
    unset.forEach(name -> shell.line(skill + ": " + name + " is taken back"));
    if (answer.get("allows") instanceof List<?> allows) {
      allows.forEach(sentence -> shell.line(sentence + " from now on."));
    }
    missing(Values.list(answer, "settings"));
  }

  private void missing(List<Map<String, Object>> settings) {
    List<String> names =
        settings.stream()
            .filter(one -> Values.yes(one, "required") && one.get("value") == null)
            .map(one -> Values.text(one, "name"))
            .toList();
    if (!names.isEmpty()) {
      shell.line("It still needs " + String.join(", ", names) + ".");
    }
  }

  private void show(List<Map<String, Object>> settings, List<String> shown) {
    if (settings.isEmpty()) {
      shell.line(skill + " has no settings");
      return;
    }
    Table table = Table.of("setting", "value", "from", "what it is");
    for (Map<String, Object> setting : settings) {
      if (shown.isEmpty() || shown.contains(Values.text(setting, "name"))) {
        table.row(
            Values.text(setting, "name"),
            text(setting.get("value")),
            from(setting),
            about(setting, !shown.isEmpty()));
      }
    }
    shell.lines(table.lines());
    missing(settings);
  }

  private static String text(@Nullable Object value) {
    return value == null ? "-" : value instanceof String text ? text : Json.text(value);
  }

  private static String from(Map<String, Object> setting) {
    if (setting.get("fault") != null) {
      return text(setting.get("set")) + " does not count";
    }
    return setting.get("set") != null
        ? "you"
        : setting.get("default") != null
            ? "the skill"
            : Values.yes(setting, "required") ? "not set, needed" : "not set";
  }

  private static String about(Map<String, Object> setting, boolean all) {
    String fault = Values.text(setting, "fault");
    String description = Values.text(setting, "description");
    String wants = Values.text(setting, "wants");
    if (!fault.isEmpty()) {
      return "it " + fault;
    }
    return description.isEmpty() || all
        ? description + (description.isEmpty() ? "" : " ") + "Give " + wants + "."
        : description;
  }
}
