package dev.loqa.bundles.whole;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loqa.base.process.JavaProgram;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The runbook says what happens: its blocks are run against a house of the test's own, one after
/// the other in one folder; each that is not run says why.
final class OperationsPageTest {
  private static final Path PAGE = House.ROOT.resolve("docs/runbook/operations.md");
  private static final Pattern BLOCK =
      Pattern.compile("(?:<!-- ([^>]*) -->\\n)?```sh\\n(.*?)```\\n", Pattern.DOTALL);

  @TempDir Path folder = Path.of("");

  @Test
  void everyBlockIsRunOrSaysWhyNot() throws IOException {
    List<String> marks = blocks().stream().map(block -> String.valueOf(block.group(1))).toList();

    assertThat(marks).hasSizeGreaterThan(8);
    assertThat(marks).allMatch(mark -> mark.equals("run") || mark.matches("not run: .{10,}"));
    assertThat(marks).filteredOn("run"::equals).hasSizeGreaterThan(3);
  }

  @Test
  @Tag("slow")
  void whatIsRunIsTrue() throws IOException, InterruptedException {
    Path data = folder.resolve("data");
    Path work = Files.createDirectory(folder.resolve("work"));
    Path config = Files.writeString(folder.resolve("loqa.yaml"), "services: [stt, tts]\n");
    try (House house = House.start(data, House.shipped(), "--config", config.toString())) {
      for (MatchResult block : blocks()) {
        if (block.group(1).equals("run")) {
          run(work, data, block.group(2));
          house.awaitReady();
        }
      }
    }
  }

  private void run(Path work, Path data, String commands) throws IOException, InterruptedException {
    Path said = work.resolve("said");
    ProcessBuilder shell =
        new ProcessBuilder("sh", "-eu", "-c", commands)
            .directory(work.toFile())
            .redirectErrorStream(true)
            .redirectOutput(said.toFile());
    shell.environment().put("LOQA_DATA", data.toString());
    shell.environment().merge("PATH", loqa().toString(), (path, first) -> first + ":" + path);
    Process running = shell.start();

    assertThat(running.waitFor(5, TimeUnit.MINUTES)).as(commands).isTrue();
    assertThat(running.exitValue()).as(commands + "\n" + Files.readString(said)).isZero();
  }

  /// A folder with the program `loqa` of this build.
  private Path loqa() throws IOException {
    Path bin = Files.createDirectories(folder.resolve("bin"));
    String command =
        JavaProgram.command("cli", "dev.loqa.cli.Main", List.of()).stream()
            .map(word -> "'" + word + "'")
            .collect(Collectors.joining(" "));
    Path program =
        Files.writeString(bin.resolve("loqa"), "#!/bin/sh\nexec " + command + " \"$@\"\n");
    Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwxr-xr-x"));
    return bin;
  }

  private static List<MatchResult> blocks() throws IOException {
    return BLOCK.matcher(Files.readString(PAGE)).results().toList();
  }
}
