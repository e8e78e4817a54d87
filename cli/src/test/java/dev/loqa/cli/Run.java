package dev.loqa.cli;

import dev.loqa.cli.text.Shell;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/// One run of a program in this process, and what it printed.
record Run(int code, String out, String err) {
  static Run loqa(String... args) {
    return of(Map.of("HOME", "/nonexistent"), Main::run, args);
  }

  static Run skill(String... args) {
    return of(Map.of(), SkillMain::run, args);
  }

  private static Run of(Map<String, String> environment, Program program, String... args) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    Shell shell =
        new Shell(
            new PrintStream(out, true, StandardCharsets.UTF_8),
            new PrintStream(err, true, StandardCharsets.UTF_8),
            environment,
            false);
    int code = program.run(args, shell);
    return new Run(
        code, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
  }

  private interface Program {
    int run(String[] args, Shell shell);
  }
}
