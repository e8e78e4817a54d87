package dev.loqa.cli;

import dev.loqa.cli.api.Api;
import dev.loqa.cli.api.CliException;
import dev.loqa.cli.api.Exit;
import dev.loqa.cli.api.Values;
import dev.loqa.cli.options.DataOption;
import dev.loqa.cli.options.JsonOption;
import dev.loqa.cli.text.SecretLine;
import dev.loqa.cli.text.Shell;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/// `loqa pin`: the PIN that Loqa asks for before what the policy wants it for. It is asked for or
/// read from standard input, never an argument.
@Command(
    name = "pin",
    mixinStandardHelpOptions = true,
    description = {
      "Set or remove the PIN of the house, through the running Loqa.",
      "Digits or words; \"one two three four\" and \"1234\" are the same."
    },
    synopsisSubcommandLabel = "(set | status | remove)",
    footer = {"", "Example: loqa pin set", "Example: loqa pin set < pin.txt"})
final class PinCommand implements Callable<Integer> {
  private static final String PATH = "/v1/pin";

  private final Shell shell;
  private final Function<String, Optional<String>> asked;

  @Spec private @Nullable CommandSpec spec;

  PinCommand(Shell shell) {
    this(shell, SecretLine::typed);
  }

  /// @param asked asks a person, or reads, with a prompt
  PinCommand(Shell shell, Function<String, Optional<String>> asked) {
    this.shell = shell;
    this.asked = asked;
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
      description = "Set the PIN; asks for it twice, or reads one line of standard input.",
      footer = {"", "Example: loqa pin set"})
  int set(@Mixin DataOption data, @Mixin JsonOption json) {
    String pin = typed("New PIN (not shown): ");
    if (SecretLine.canAsk() && !pin.equals(typed("The same again: "))) {
      throw new CliException(Exit.USAGE, "the two are not the same: nothing was changed");
    }
    try (Api api = data.api(shell)) {
      return told(json, api.put(PATH, Map.of("pin", pin)), "the PIN is set");
    }
  }

  private String typed(String prompt) {
    return asked
        .apply(prompt)
        .filter(text -> !text.isBlank())
        .orElseThrow(() ->
            new CliException(
                Exit.USAGE, "no PIN was given: type it, or pipe one line into the command"));
  }

  @Command(
      name = "status",
      mixinStandardHelpOptions = true,
      description = "Whether there is a PIN, and whether it is taken now.",
      footer = {"", "Example: loqa pin status"})
  int status(@Mixin DataOption data, @Mixin JsonOption json) {
    try (Api api = data.api(shell)) {
      Map<String, Object> answer = api.get(PATH);
      String words =
          switch (Values.text(answer, "state")) {
            case "ready" -> "a PIN is set";
            case "locked" -> "a PIN is set; after three wrong ones none is taken for five minutes";
            default -> "no PIN is set: loqa pin set";
          };
      return told(json, answer, words);
    }
  }

  @Command(
      name = "remove",
      mixinStandardHelpOptions = true,
      description = "Forget the PIN; what needs one is refused from then on.",
      footer = {"", "Example: loqa pin remove"})
  int remove(@Mixin DataOption data, @Mixin JsonOption json) {
    try (Api api = data.api(shell)) {
      return told(json, api.delete(PATH), "there is no PIN now");
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
}
