package dev.loqa.cli.update;

import dev.loqa.cli.api.CliException;
import dev.loqa.cli.api.Exit;
import dev.loqa.cli.text.Shell;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/// `loqa update`: releases of an installed Loqa.
@Command(
    name = "update",
    mixinStandardHelpOptions = true,
    description = {
      "Releases on this machine: fetch and apply the next one, go back, see what is here.",
      "A release is tried before it is used, and gone back from when it does not become healthy."
    },
    synopsisSubcommandLabel = "COMMAND",
    footer = {"", "Example: loqa update apply loqa-2026.11.22-linux-amd64.tar.gz"})
public final class UpdateCommand implements Callable<Integer> {
  private UpdateCommand() {}

  /// The command with its parts.
  public static CommandLine in(Shell shell) {
    return new CommandLine(new UpdateCommand())
        .addSubcommand(new StatusCommand(shell))
        .addSubcommand(new FetchCommand(shell))
        .addSubcommand(new ApplyCommand(shell))
        .addSubcommand(new NightlyCommand(shell))
        .addSubcommand(new RollbackCommand(shell))
        .addSubcommand(new ResolveCommand(shell))
        .addSubcommand(new PrepareCommand(shell))
        .addSubcommand(new TryCommand(shell));
  }

  @Override
  public Integer call() {
    throw new CliException(
        Exit.USAGE, "say what: loqa update status, fetch, apply, rollback or resolve");
  }
}
