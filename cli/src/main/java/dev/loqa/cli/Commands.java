package dev.loqa.cli;

import dev.loqa.base.config.NearMiss;
import dev.loqa.cli.api.CliException;
import dev.loqa.cli.api.Exit;
import dev.loqa.cli.text.Shell;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.function.Function;
import picocli.CommandLine;

/// Runs one command of a program and turns every ending into an exit code. Only the command that
/// was named is made, so that a start costs what that one needs.
final class Commands {
  private final Object program;
  private final Map<String, ? extends Function<Shell, ?>> commands;

  Commands(Object program, Map<String, ? extends Function<Shell, ?>> commands) {
    this.program = program;
    this.commands = commands;
  }

  int run(String[] args, Shell shell) {
    CommandLine line = new CommandLine(program);
    Function<Shell, ?> named = args.length == 0 ? null : commands.get(args[0]);
    if (named != null) {
      line.addSubcommand(args[0], named.apply(shell));
    } else {
      commands.forEach((name, make) -> line.addSubcommand(name, make.apply(shell)));
    }
    line.setOut(new PrintWriter(shell.out(), true, StandardCharsets.UTF_8));
    line.setErr(new PrintWriter(shell.err(), true, StandardCharsets.UTF_8));
    line.setUsageHelpWidth(100);
    line.setExecutionExceptionHandler((failure, _, _) -> failed(failure, shell));
    line.setParameterExceptionHandler((failure, _) -> misused(failure, shell));
    if (args.length == 0) {
      line.usage(line.getOut());
      return Exit.USAGE;
    }
    return line.execute(args);
  }

  /// A command line that cannot be read: what is wrong with it, and where the right one is shown.
  private int misused(CommandLine.ParameterException failure, Shell shell) {
    CommandLine at = failure.getCommandLine();
    String help = ": see " + at.getCommandSpec().qualifiedName() + " --help";
    if (failure instanceof CommandLine.UnmatchedArgumentException unmatched
        && !unmatched.isUnknownOption()
        && at.getParent() == null) {
      String word = unmatched.getUnmatched().getFirst();
      String meant =
          NearMiss.of(word, commands.keySet())
              .map(name -> ": did you mean " + name + "?")
              .orElse(help);
      shell.error("there is no command " + word + meant);
    } else {
      shell.error(failure.getMessage() + help);
    }
    return Exit.USAGE;
  }

  private static int failed(Exception failure, Shell shell) {
    if (failure instanceof CliException known) {
      known.words().lines().forEach(shell::error);
      return known.exitCode();
    }
    String words = failure.getMessage();
    shell.error(words == null ? failure.getClass().getSimpleName() : words);
    return Exit.FAILED;
  }
}
