package dev.loqa.bundles.whole;

import dev.loqa.base.life.Part;
import dev.loqa.base.process.Child;
import dev.loqa.base.process.ChildSpec;
import dev.loqa.base.process.JavaProgram;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.CopyOnWriteArrayList;

/// One `loqad` in a JVM of its own, and what it printed. It cannot outlive the test.
final class Program implements Part {
  private static final Duration GRACE = Duration.ofSeconds(15);

  private final List<String> lines = new CopyOnWriteArrayList<>();
  private final Child child;

  private Program(List<String> command, Map<String, String> environment) {
    this(command, environment, Path.of("").toAbsolutePath());
  }

  private Program(List<String> command, Map<String, String> environment, Path folder) {
    this.child =
        Child.start(
            ChildSpec.of("loqad-under-test", command, (stream, line) -> lines.add(line))
                .withEnvironment(environment)
                .in(folder));
  }

  static Program loqad(List<String> arguments) {
    return loqad(List.of(), arguments, Map.of());
  }

  /// @param before a program that starts Java, as `setpriv --reuid=65534`
  static Program loqad(
      List<String> before, List<String> arguments, Map<String, String> environment) {
    List<String> command = new ArrayList<>(before);
    command.addAll(JavaProgram.command("loqad", "dev.loqa.loqad.Main", arguments));
    return new Program(command, environment);
  }

  /// The command `loqa` with its arguments.
  static Program loqa(List<String> arguments) {
    return loqa(Map.of(), arguments);
  }

  /// The same with more in its environment.
  static Program loqa(Map<String, String> environment, List<String> arguments) {
    return new Program(JavaProgram.command("cli", "dev.loqa.cli.Main", arguments), environment);
  }

  /// The command `loqa-skill` with its arguments, without a terminal.
  static Program skill(List<String> arguments) {
    return new Program(JavaProgram.command("cli", "dev.loqa.cli.SkillMain", arguments), Map.of());
  }

  /// The same in a folder, with more in its environment.
  static Program skill(Path folder, Map<String, String> environment, List<String> arguments) {
    return new Program(
        JavaProgram.command("cli", "dev.loqa.cli.SkillMain", arguments), environment, folder);
  }

  /// Everything printed so far.
  String output() {
    return String.join("\n", lines);
  }

  /// The end of it, for messages.
  String lastWords() {
    return String.join("\n", lines.subList(Math.max(0, lines.size() - 30), lines.size()));
  }

  long pid() {
    return child.pid();
  }

  boolean alive() {
    return child.alive();
  }

  /// The exit code of a program that ends by itself.
  int ended(Duration within) {
    try {
      OptionalInt code = child.waitFor(within);
      return code.orElseThrow(() -> new AssertionError("still runs: " + output()));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("interrupted", e);
    }
  }

  /// `kill -9` of this process alone; its children are left to notice.
  void kill() {
    House.kill(child.pid());
  }

  int stop() {
    return child.stop(GRACE);
  }

  @Override
  public void close() {
    child.stop(GRACE);
  }
}
