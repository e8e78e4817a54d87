package dev.loqa.cli.node;

import dev.loqa.cli.api.CliException;
import dev.loqa.cli.api.Exit;
import dev.loqa.cli.text.Shell;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/// `loqa node`: other machines of the house, let in and put out.
@Command(
    name = "node",
    mixinStandardHelpOptions = true,
    description = {
      "Let another machine into the house, renew it, put it out.",
      "On the other machine: request, then accept. On the one with loqad: enroll, rotate, revoke."
    },
    synopsisSubcommandLabel = "COMMAND",
    footer = {"", "Example: loqa node enroll kitchen --roles stt,tts --request kitchen.csr"})
public final class NodeCommand implements Callable<Integer> {
  private NodeCommand() {}

  /// The command with its parts.
  public static CommandLine in(Shell shell) {
    return new CommandLine(new NodeCommand())
        .addSubcommand(new RequestCommand(shell))
        .addSubcommand(new EnrollCommand(shell))
        .addSubcommand(new AcceptCommand(shell))
        .addSubcommand(new RotateCommand(shell))
        .addSubcommand(new RevokeCommand(shell))
        .addSubcommand(new BusConfigCommand(shell));
  }

  @Override
  public Integer call() {
    throw new CliException(
        Exit.USAGE,
        "say what: loqa node request, enroll, accept, rotate, revoke or bus-config; loqa nodes lists who is there");
  }
}
