package dev.loqa.base.process;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;

/// The command that starts another program of ours: the same Java, flags and class path as this
/// one's.
///
/// The launcher names a file of Java arguments in `loqa.java.arguments`; beside it may lie one made
/// for a program alone (`loqad.arguments`). Without the launcher, as in tests, this JVM's own class
/// path serves. Pure but for a look whether the file is there.
public final class JavaProgram {
  private static final String FLAGS = "java.flags";

  /// What must stand in the environment before Java starts: speech engines' threads wait without
  /// spinning, and native memory is not spread over an arena for each thread.
  public static final Map<String, String> ENVIRONMENT =
      Map.of("OMP_WAIT_POLICY", "passive", "MALLOC_ARENA_MAX", "2");

  private JavaProgram() {}

  /// Java, its flags and class path, the class and its arguments.
  ///
  /// @param program the short name, `loqad` or `edge`
  /// @param mainClass what Java runs
  public static List<String> command(String program, String mainClass, List<String> arguments) {
    return command(System.getProperties(), program, mainClass, arguments);
  }

  static List<String> command(
      Properties properties, String program, String mainClass, List<String> arguments) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(properties.getProperty("java.home"), "bin", "java").toString());
    String file = properties.getProperty("loqa.java.arguments");
    if (file == null) {
      command.addAll(flags());
      String root = properties.getProperty("loqa.root");
      if (root != null) {
        command.add("-Dloqa.root=" + root);
      }
      command.addAll(List.of("-cp", properties.getProperty("java.class.path")));
    } else {
      Path own = Path.of(file).resolveSibling(program + ".arguments");
      command.add("@" + (Files.isReadable(own) ? own : file));
    }
    command.add(mainClass);
    command.addAll(arguments);
    return List.copyOf(command);
  }

  /// The flags of every program, from the file that the launcher passes on as it is.
  static List<String> flags() {
    try (InputStream file =
        Objects.requireNonNull(
            JavaProgram.class.getResourceAsStream(FLAGS), "java.flags is not in this build")) {
      return new String(file.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .filter(line -> !line.startsWith("#"))
          .flatMap(line -> Arrays.stream(line.strip().split("\\s+", -1)))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
