package dev.loqa.base.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class JavaProgramTest {
  /// What the started program of these tests runs.
  static final class Echo {
    private Echo() {}

    public static void main(String[] arguments) {
      System.out.println(
          String.join("|", arguments) + " in " + System.getProperty("loqa.root", "nowhere"));
    }
  }

  @TempDir Path folder = Path.of("");

  @Test
  void startsAProgramOfThisClassPathWithoutTheLauncher() throws Exception {
    List<String> command =
        JavaProgram.command("echo", Echo.class.getName(), List.of("one two", "$three"));

    Process echo = new ProcessBuilder(command).redirectErrorStream(true).start();
    String said = new String(echo.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

    assertThat(echo.waitFor(30, TimeUnit.SECONDS)).isTrue();
    assertThat(said).contains("one two|$three in " + System.getProperty("loqa.root", "nowhere"));
  }

  @Test
  void givesTheFlagsOfTheSharedFileOneByOne() {
    Properties properties = new Properties();
    properties.setProperty("java.home", "/jdk");
    properties.setProperty("java.class.path", "a.jar");

    List<String> command = JavaProgram.command(properties, "loqad", "a.Main", List.of());

    assertThat(command)
        .containsSubsequence("/jdk/bin/java", "-XX:+UseSerialGC", "-Xmx512m", "-cp", "a.jar")
        .containsAll(JavaProgram.flags())
        .allMatch(word -> !word.isBlank() && !word.startsWith("#"));
  }

  @Test
  void usesTheLaunchersArgumentsFile() {
    Path file = folder.resolve("java.arguments");

    assertThat(JavaProgram.command(properties(file), "loqad", "a.Main", List.of("--config", "x")))
        .containsExactly("/jdk/bin/java", "@" + file, "a.Main", "--config", "x");
  }

  @Test
  void prefersTheFileMadeForTheProgram() throws Exception {
    Path own = Files.writeString(folder.resolve("loqad.arguments"), "");
    Properties properties = properties(folder.resolve("java.arguments"));

    assertThat(JavaProgram.command(properties, "loqad", "a.Main", List.of())).contains("@" + own);
    assertThat(JavaProgram.command(properties, "edge", "b.Main", List.of()))
        .contains("@" + folder.resolve("java.arguments"));
  }

  private static Properties properties(Path arguments) {
    Properties properties = new Properties();
    properties.setProperty("java.home", "/jdk");
    properties.setProperty("loqa.java.arguments", arguments.toString());
    return properties;
  }
}
