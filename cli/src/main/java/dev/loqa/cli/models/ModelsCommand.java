package dev.loqa.cli.models;

import dev.loqa.cli.api.CliException;
import dev.loqa.cli.api.Exit;
import dev.loqa.cli.text.Shell;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/// `loqa models`: the models that a person may bring. Loqa works without any.
@Command(
    name = "models",
    mixinStandardHelpOptions = true,
    description = "Models that hear free speech and speak: list, fetch, add, check, remove, share.",
    synopsisSubcommandLabel = "COMMAND",
    footer = {"", "Example: loqa models pull whisper-tiny.en"})
public final class ModelsCommand implements Callable<Integer> {
  private ModelsCommand() {}

  /// The command with its parts.
  public static CommandLine in(Shell shell) {
    return new CommandLine(new ModelsCommand())
        .addSubcommand(new ListCommand(shell))
        .addSubcommand(new PullCommand(shell))
        .addSubcommand(new AddCommand(shell))
        .addSubcommand(new VerifyCommand(shell))
        .addSubcommand(new RemoveCommand(shell))
        .addSubcommand(new ShareCommand(shell));
  }

  @Override
  public Integer call() {
    throw new CliException(
        Exit.USAGE,
        "say what: loqa models list, pull NAME, add FILE, verify, remove NAME or share NAME");
  }
}
