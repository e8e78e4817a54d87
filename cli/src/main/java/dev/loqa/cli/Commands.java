package dev.loqa.cli;

import dev.loqa.cli.api.CliException;
import dev.loqa.cli.api.Exit;
import dev.loqa.cli.text.Shell;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.Function;
import picocli.CommandLine;

/// Runs one command of a program and turns every ending into an exit code. Only the command that
/// was named is made, so that a start costs what that one needs.
final class Commands {
  private final Object program;
  private final Map<String, Function<Shell, Callable<Integer>>> commands;

  Commands(Object program, Map<String, Function<Shell, Callable<Integer>>> commands) {
    this.program = program;
    this.commands = commands;
  }

  int run(String[] args, Shell shell) {
    CommandLine line = new CommandLine(program);
    Function<Shell, Callable<Integer>> named = args.length == 0 ? null : commands.get(args[0]);
    if (named != null) {
      line.addSubcommand(args[0], named.apply(shell));
    } else {
      commands.forEach((name, make) -> line.addSubcommand(name, make.apply(shell)));
    }
    line.setOut(
        new java.io.PrintWriter(shell.out(), true, java.nio.charset.StandardCharsets.UTF_8));
    line.setErr(
        new java.io.PrintWriter(shell.err(), true, java.nio.charset.StandardCharsets.UTF_8));
    line.setUsageHelpWidth(100);
    line.setExecutionExceptionHandler((failure, _, _) -> failed(failure, shell));
    if (args.length == 0) {
      line.usage(line.getOut());
      return Exit.USAGE;
    }
    return line.execute(args);
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
