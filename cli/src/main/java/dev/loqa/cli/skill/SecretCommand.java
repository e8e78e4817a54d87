package dev.loqa.cli.skill;

import dev.loqa.cli.api.Api;
import dev.loqa.cli.api.CliException;
import dev.loqa.cli.api.Exit;
import dev.loqa.cli.api.Values;
import dev.loqa.cli.options.DataOption;
import dev.loqa.cli.options.JsonOption;
import dev.loqa.cli.text.SecretLine;
import dev.loqa.cli.text.Shell;
import dev.loqa.cli.text.Table;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `loqa-skill secret`: the passwords and keys that a skill's web calls carry. A value is asked for
/// or read from standard input, never an argument, which other programs of the machine could read.
@Command(
    name = "secret",
    mixinStandardHelpOptions = true,
    description = {
      "Set, list or remove the secrets of a skill, through the running Loqa.",
      "A skill never sees a value: it names it, and Loqa puts it into its web calls."
    },
    synopsisSubcommandLabel = "(set | list | remove)",
    footer = {
      "",
      "Example: loqa-skill secret set weather api_key",
      "Example: loqa-skill secret set weather api_key < key.txt"
    })
public final class SecretCommand implements Callable<Integer> {
  private final Shell shell;
  private final Function<String, Optional<String>> values;

  @Spec private @Nullable CommandSpec spec;

  public SecretCommand(Shell shell) {
    this(shell, SecretLine::typed);
  }

  /// @param values asks a person, or reads, with a prompt
  SecretCommand(Shell shell, Function<String, Optional<String>> values) {
    this.shell = shell;
    this.values = values;
  }

  @Override
  public Integer call() {
    CommandSpec own = spec;
    if (own != null) {
      own.commandLine().usage(own.commandLine().getOut());
    }
    return Exit.USAGE;
  }

  @Command(
      name = "set",
      mixinStandardHelpOptions = true,
      description = "Set a secret; asks for the value, or reads one line of standard input.",
      footer = {"", "Example: loqa-skill secret set weather api_key"})
  int set(
      @Parameters(paramLabel = "SKILL", description = "The skill's name.") String skill,
      @Parameters(paramLabel = "NAME", description = "A name of the manifest's secrets.")
          String name,
      @Mixin DataOption data,
      @Mixin JsonOption json) {
    try (Api api = data.api(shell)) {
      String value =
          values
              .apply("Value of " + name + " for " + skill + " (not shown): ")
              .filter(text -> !text.isEmpty())
              .orElseThrow(() ->
                  new CliException(
                      Exit.USAGE,
                      "no value was given: type it, or pipe one line into the command"));
      Map<String, Object> answer = api.put(path(skill, name), Map.of("value", value));
      return told(json, answer, "set " + name + " of " + skill);
    }
  }

  @Command(
      name = "list",
      mixinStandardHelpOptions = true,
      description = "List the names of a skill's secrets, and which are set.",
      footer = {"", "Example: loqa-skill secret list weather"})
  int list(
      @Parameters(paramLabel = "SKILL", description = "The skill's name.") String skill,
      @Mixin DataOption data,
      @Mixin JsonOption json) {
    try (Api api = data.api(shell)) {
      Map<String, Object> answer = api.get("/v1/skills/" + Api.encoded(skill) + "/secrets");
      if (json.asked()) {
        shell.json(answer);
        return Exit.OK;
      }
      List<Map<String, Object>> secrets = Values.list(answer, "secrets");
      if (secrets.isEmpty()) {
        shell.line(skill + " asks for no secrets");
        return Exit.OK;
      }
      Table table = Table.of("secret", "value", "asked for");
      for (Map<String, Object> secret : secrets) {
        table.row(
            Values.text(secret, "name"),
            Values.yes(secret, "given_by_service_manager")
                ? "from the service manager"
                : Values.yes(secret, "set") ? "set" : "not set",
            Values.yes(secret, "asked") ? "yes" : "no longer");
      }
      shell.lines(table.lines());
      return Exit.OK;
    }
  }

  @Command(
      name = "remove",
      mixinStandardHelpOptions = true,
      description = "Forget a secret.",
      footer = {"", "Example: loqa-skill secret remove weather api_key"})
  int remove(
      @Parameters(paramLabel = "SKILL", description = "The skill's name.") String skill,
      @Parameters(paramLabel = "NAME", description = "The secret's name.") String name,
      @Mixin DataOption data,
      @Mixin JsonOption json) {
    try (Api api = data.api(shell)) {
      Map<String, Object> answer = api.delete(path(skill, name));
      if (!Values.yes(answer, "removed")) {
        shell.error(name + " of " + skill + " was not set: see loqa-skill secret list " + skill);
        return Exit.FAILED;
      }
      return told(json, answer, "removed " + name + " of " + skill);
    }
  }

  private int told(JsonOption json, Map<String, Object> answer, String words) {
    if (json.asked()) {
      shell.json(answer);
    } else {
      shell.line(words);
    }
    return Exit.OK;
  }

  private static String path(String skill, String name) {
    return "/v1/skills/" + Api.encoded(skill) + "/secrets/" + Api.encoded(name);
  }
}
