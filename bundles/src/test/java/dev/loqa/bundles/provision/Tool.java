package dev.loqa.bundles.provision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/// A program of the machine, run to its end with a deadline. What it prints goes to a file first,
/// so that it never waits for a reader.
///
/// @param code its exit code
/// @param output what it printed, errors too
record Tool(int code, String output) {
  static final Path ROOT =
      Path.of(System.getProperty("loqa.root", "..")).toAbsolutePath().normalize();
  static final Path ANSIBLE = ROOT.resolve("ansible");
  static final Path UNITS = ROOT.resolve("bundles/systemd");

  private static final long MINUTES = 100;

  /// Leaves the test out, and says so, on a machine without the program.
  static void need(String program) {
    boolean there =
        List.of(System.getenv().getOrDefault("PATH", "").split(":", -1)).stream()
            .anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
    assumeTrue(there, program + " is not on this machine: what it checks is left out");
  }

  /// Runs it in a folder; who knows a shorter deadline than the longest gives it by `timeout`.
  static Tool run(Path folder, Map<String, String> environment, List<String> command) {
    try {
      Path printed = Files.createTempFile("loqa-tool", ".txt");
      try {
        ProcessBuilder builder =
            new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(printed.toFile());
        builder.environment().putAll(environment);
        Process process = builder.start();
        process.getOutputStream().close();
        if (!process.waitFor(MINUTES, TimeUnit.MINUTES)) {
          process.descendants().forEach(ProcessHandle::destroyForcibly);
          process.destroyForcibly();
          throw new AssertionError(command + " still runs after " + MINUTES + " minutes");
        }
        return new Tool(process.exitValue(), Files.readString(printed, StandardCharsets.UTF_8));
      } finally {
        Files.delete(printed);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("interrupted", e);
    }
  }

  /// Runs a program of Ansible in the folder of the playbooks; two days' output of it looks the
  /// same.
  static Tool ansible(String... command) {
    return run(
        ANSIBLE,
        Map.of("ANSIBLE_NOCOLOR", "1", "NO_COLOR", "1", "LC_ALL", "C.UTF-8"),
        List.of(command));
  }

  /// What it printed, after it ended well.
  String ok() {
    assertThat(code).as(output).isZero();
    return output;
  }
}
