package dev.loqa.bundles.author;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/// `loqa-skill` in a JVM of its own, as a person starts it.
final class LoqaSkill {
  static final Path ROOT =
      Path.of(System.getProperty("loqa.root", "..")).toAbsolutePath().normalize();

  private static final int UNAVAILABLE = 6;
  private static final long LIMIT_SECONDS = 400;

  private LoqaSkill() {}

  /// What it printed, errors too, and how it ended.
  record Ran(int code, String output) {}

  static Ran in(Path folder, List<String> arguments) throws IOException, InterruptedException {
    Path output = Files.createTempFile("loqa-skill-test-", ".out");
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "-XX:-DontCompileHugeMethods",
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-Dstdout.encoding=UTF-8",
                "-Dloqa.root=" + ROOT,
                "-cp",
                System.getProperty("java.class.path"),
                "dev.loqa.cli.SkillMain"));
    command.addAll(arguments);
    Process process =
        new ProcessBuilder(command)
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();
    try {
      if (!process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS)) {
        throw new AssertionError(arguments + " did not end: " + Files.readString(output));
      }
      return new Ran(process.exitValue(), Files.readString(output, StandardCharsets.UTF_8));
    } finally {
      process.descendants().forEach(ProcessHandle::destroyForcibly);
      process.destroyForcibly();
      Files.deleteIfExists(output);
    }
  }

  /// Leaves a test out, with words, where the compilers of a language are not here.
  static void assumeTools(String language) {
    Map<String, List<String>> needed =
        Map.of("c", List.of("clang", "wasm-ld"), "assemblyscript", List.of("node", "npm"));
    for (String tool : needed.getOrDefault(language, List.of())) {
      assumeTrue(onPath(tool).isPresent(), tool + " is not here: " + language + " is left out");
    }
    if (language.equals("c")) {
      assumeTrue(
          Files.isDirectory(Path.of("/usr/lib/wasm32-wasi")),
          "wasi-libc is not here (Debian: apt install wasi-libc): c is left out");
    }
    if (language.equals("java")) {
      assumeTrue(
          Files.isDirectory(ROOT.resolve("skills/build/target/lib")),
          "skills/build is not packaged (mvn package): java is left out");
    }
  }

  /// Leaves a test out where the network that a first build needs is not here.
  static void assumeInstalled(Ran built) {
    assumeTrue(built.code() != UNAVAILABLE, "left out: " + built.output());
  }

  private static Optional<Path> onPath(String tool) {
    return Pattern.compile(Pattern.quote(File.pathSeparator))
        .splitAsStream(System.getenv().getOrDefault("PATH", ""))
        .map(folder -> Path.of(folder, tool))
        .filter(Files::isExecutable)
        .findFirst();
  }
}
