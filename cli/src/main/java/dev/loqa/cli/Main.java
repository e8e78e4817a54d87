package dev.loqa.cli;

import dev.loqa.cli.backup.BackupCommand;
import dev.loqa.cli.backup.DrillCommand;
import dev.loqa.cli.backup.RestoreCommand;
import dev.loqa.cli.models.ModelsCommand;
import dev.loqa.cli.node.NodeCommand;
import dev.loqa.cli.text.Shell;
import dev.loqa.cli.update.UpdateCommand;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;
import picocli.CommandLine.Command;

/// `loqa`: what a person types to start Loqa, talk to it and look into it.
public final class Main {
  /// The program without a command.
  @Command(
      name = "loqa",
      mixinStandardHelpOptions = true,
      version = "loqa 0.1.0",
      description = "A voice assistant that runs on your own machines.",
      synopsisSubcommandLabel = "COMMAND",
      commandListHeading = "%nCommands:%n",
      footer = {
        "",
        "Example: loqa demo",
        "",
        "From a checkout also ./loqa test, skill, edge, daemon, bundle and bench.",
        "Exit codes: 0 ok, 1 failed or invalid, 2 usage, 3 denied, 4 untrusted, 5 conflict, 6 unavailable."
      })
  static final class Program {}

  private Main() {}

  public static void main(String[] args) {
    System.exit(run(args, Shell.ofProcess()));
  }

  static int run(String[] args, Shell shell) {
    return new Commands(new Program(), commands()).run(args, shell);
  }

  static Map<String, Function<Shell, ?>> commands() {
    Map<String, Function<Shell, ?>> commands = new LinkedHashMap<>();
    commands.put("up", UpCommand::new);
    commands.put("demo", DemoCommand::new);
    commands.put("say", SayCommand::new);
    commands.put("hear", HearCommand::new);
    commands.put("listen", ListenCommand::new);
    commands.put("replay", ReplayCommand::new);
    commands.put("sessions", SessionsCommand::new);
    commands.put("events", EventsCommand::new);
    commands.put("latency", LatencyCommand::new);
    commands.put("home", HomeCommand::new);
    commands.put("timers", TimersCommand::new);
    commands.put("nodes", NodesCommand::new);
    commands.put("node", NodeCommand::in);
    commands.put("doctor", DoctorCommand::new);
    commands.put("pin", PinCommand::new);
    commands.put("config", ConfigCommand::new);
    commands.put("models", ModelsCommand::in);
    commands.put("backup", BackupCommand::in);
    commands.put("restore", RestoreCommand::new);
    commands.put("drill", DrillCommand::new);
    commands.put("update", UpdateCommand::in);
    return commands;
  }
}
