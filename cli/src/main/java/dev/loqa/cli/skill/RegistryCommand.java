package dev.loqa.cli.skill;

import dev.loqa.cli.api.CliException;
import dev.loqa.cli.api.Exit;
import dev.loqa.cli.text.Shell;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/// `loqa-skill registry`: a folder of packages that others install from, and the registries that
/// this house installs from.
@Command(
    name = "registry",
    mixinStandardHelpOptions = true,
    description = {
      "Run a registry of skills, or follow one.",
      "A registry is a folder that can be copied to a web server or a USB stick. Its index is",
      "signed, numbered and good for a limited time."
    },
    synopsisSubcommandLabel = "COMMAND",
    footer = {
      "",
      "Example: loqa-skill registry init skills --key registry.key",
      "         loqa-skill registry add skills bell-1.0.0.lskill --key registry.key",
      "         loqa-skill registry follow /media/stick/skills"
    })
public final class RegistryCommand implements Callable<Integer> {
  private RegistryCommand() {}

  /// The command with its parts.
  public static CommandLine in(Shell shell) {
    return new CommandLine(new RegistryCommand())
        .addSubcommand(new RegistryInitCommand(shell))
        .addSubcommand(new RegistryAddCommand(shell))
        .addSubcommand(new RegistryRefreshCommand(shell))
        .addSubcommand(new RegistryListCommand(shell))
        .addSubcommand(new RegistryFollowCommand(shell))
        .addSubcommand(new RegistryUnfollowCommand(shell))
        .addSubcommand(new RegistryCheckCommand(shell));
  }

  @Override
  public Integer call() {
    throw new CliException(
        Exit.USAGE,
        "say what: loqa-skill registry init, add, refresh, list, follow, unfollow or check");
  }
}
