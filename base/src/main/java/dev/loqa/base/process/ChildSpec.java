package dev.loqa.base.process;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/// What to start: a name for threads and logs, the command, the environment, the working folder,
/// and who reads the lines it prints.
///
/// @param inherits whether `environment` is added to our own; else it is all that the child gets
public record ChildSpec(
    String name,
    List<String> command,
    boolean inherits,
    Map<String, String> environment,
    Path directory,
    LineHandler lines) {

  public ChildSpec {
    if (name.isBlank()) {
      throw new IllegalArgumentException("a child process has no name: give it one for its logs");
    }
    if (command.isEmpty()) {
      throw new IllegalArgumentException(
          name + " has no command: give the program and its arguments");
    }
    command = List.copyOf(command);
    environment = Map.copyOf(environment);
  }

  /// A program in the current folder with our own environment.
  public static ChildSpec of(String name, List<String> command, LineHandler lines) {
    return new ChildSpec(name, command, true, Map.of(), Path.of("").toAbsolutePath(), lines);
  }

  /// Adds to our own environment.
  public ChildSpec withEnvironment(Map<String, String> additions) {
    return new ChildSpec(name, command, true, additions, directory, lines);
  }

  /// Gives the child this environment and nothing of ours.
  public ChildSpec withOnlyEnvironment(Map<String, String> whole) {
    return new ChildSpec(name, command, false, whole, directory, lines);
  }

  public ChildSpec in(Path folder) {
    return new ChildSpec(name, command, inherits, environment, folder, lines);
  }
}
