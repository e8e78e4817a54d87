package dev.loqa.cli;

import dev.loqa.cli.skill.BuildCommand;
import dev.loqa.cli.skill.ConfigureCommand;
import dev.loqa.cli.skill.InitCommand;
import dev.loqa.cli.skill.InspectCommand;
import dev.loqa.cli.skill.InstallCommand;
import dev.loqa.cli.skill.KeygenCommand;
import dev.loqa.cli.skill.ListCommand;
import dev.loqa.cli.skill.PackageCommand;
import dev.loqa.cli.skill.RegistryCommand;
import dev.loqa.cli.skill.ReleaseCommand;
import dev.loqa.cli.skill.RemoveCommand;
import dev.loqa.cli.skill.RollbackCommand;
import dev.loqa.cli.skill.RunCommand;
import dev.loqa.cli.skill.SecretCommand;
import dev.loqa.cli.skill.SignCommand;
import dev.loqa.cli.skill.SkillReplayCommand;
import dev.loqa.cli.skill.TestCommand;
import dev.loqa.cli.skill.UpgradeCommand;
import dev.loqa.cli.skill.VerifyCommand;
import dev.loqa.cli.skill.WhyDeniedCommand;
import dev.loqa.cli.text.Shell;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;
import picocli.CommandLine.Command;

/// `loqa-skill`: for who writes skills and who owns a Loqa.
public final class SkillMain {
  /// The program without a command.
  @Command(
      name = "loqa-skill",
      mixinStandardHelpOptions = true,
      version = "loqa-skill 0.1.0",
      description = {
        "Starts, builds, tests, packages, signs, installs and removes skills, runs their calls again,",
        "and says what they were denied."
      },
      synopsisSubcommandLabel = "COMMAND",
      commandListHeading = "%nCommands:%n",
      footer = {
        "",
        "Example: loqa-skill init bell",
        "",
        "Exit codes: 0 ok, 1 failed or invalid, 2 usage, 3 denied, 4 untrusted, 5 conflict, 6 unavailable."
      })
  static final class Program {}

  private SkillMain() {}

  public static void main(String[] args) {
    System.exit(run(args, Shell.ofProcess()));
  }

  static int run(String[] args, Shell shell) {
    return new Commands(new Program(), commands()).run(args, shell);
  }

  static Map<String, Function<Shell, ?>> commands() {
    Map<String, Function<Shell, ?>> commands = new LinkedHashMap<>();
    commands.put("init", InitCommand::new);
    commands.put("build", BuildCommand::new);
    commands.put("test", TestCommand::new);
    commands.put("run", RunCommand::new);
    commands.put("validate", ValidateCommand::new);
    commands.put("package", PackageCommand::new);
    commands.put("keygen", KeygenCommand::new);
    commands.put("sign", SignCommand::new);
    commands.put("verify", VerifyCommand::new);
    commands.put("install", InstallCommand::new);
    commands.put("upgrade", UpgradeCommand::new);
    commands.put("rollback", RollbackCommand::new);
    commands.put("remove", RemoveCommand::new);
    commands.put("list", ListCommand::new);
    commands.put("inspect", InspectCommand::new);
    commands.put("replay", SkillReplayCommand::new);
    commands.put("why-denied", WhyDeniedCommand::new);
    commands.put("release", ReleaseCommand::new);
    commands.put("registry", RegistryCommand::in);
    commands.put("config", ConfigureCommand::new);
    commands.put("secret", SecretCommand::new);
    return commands;
  }
}
