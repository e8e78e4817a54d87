package dev.loqa.cli.update;

import dev.loqa.base.files.DurableFiles;
import dev.loqa.base.process.JavaProgram;
import dev.loqa.cli.api.CliException;
import dev.loqa.cli.api.Exit;
import dev.loqa.cli.api.TemporaryFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// What a release's programs start with at this place: `java.arguments` (flags, folder, class
/// path), and for each program a start-up cache (JEP 514) with a file of arguments that names it. A
/// cache holds classes that are already loaded and linked, as a recorded smoke test left them; it
/// is made here because it fits one Java and one place only, and is ignored where it does not fit.
final class Preparation {
  private static final Duration RECORDS = Duration.ofMinutes(5);
  private static final Duration CREATES = Duration.ofMinutes(3);
  private static final List<String> PROGRAMS = List.of("cli", "loqad", "edge");

  private final Path home;

  /// @param home the release's folder
  Preparation(Path home) {
    this.home = home;
  }

  /// Writes `java.arguments`; caches of an earlier time are gone.
  void writeArguments() throws IOException {
    for (String program : PROGRAMS) {
      Files.deleteIfExists(home.resolve(program + ".arguments"));
      Files.deleteIfExists(home.resolve(program + ".aot"));
    }
    DurableFiles.write(home.resolve("java.arguments"), arguments(home.resolve("java.arguments")));
  }

  /// Records a smoke test and makes a cache of each program that took part.
  ///
  /// @return the programs that have one now
  List<String> makeCaches() throws IOException {
    try (TemporaryFolder training = TemporaryFolder.make("loqa-training-")) {
      record(training.path());
      List<String> made = new ArrayList<>();
      for (String program : PROGRAMS) {
        if (make(program, training.path())) {
          made.add(program);
        }
      }
      return made;
    }
  }

  /// Recording programs write down what they recorded when they end, and nobody may hurry them.
  private void record(Path training) throws IOException {
    Path shared = training.resolve("java.arguments");
    Files.writeString(shared, arguments(shared));
    for (String program : PROGRAMS) {
      Files.writeString(
          training.resolve(program + ".arguments"),
          arguments(shared)
              + "-Dloqa.child.patience=12\n-XX:AOTMode=record\n"
              + quoted("-XX:AOTConfiguration=" + training + "/" + program + "-%p.conf"));
    }
    HostCommand ended =
        HostCommand.run(
            List.of(
                java(),
                "@" + training.resolve("cli.arguments"),
                "dev.loqa.cli.Main",
                "update",
                "try"),
            JavaProgram.ENVIRONMENT,
            RECORDS);
    if (ended.code() != Exit.OK) {
      throw new CliException(Exit.FAILED, "the recorded trial ended with " + ended.lastWords());
    }
  }

  /// Of several processes of one program the one that did most is worth most; one that was ended
  /// while it wrote is worth nothing.
  private boolean make(String program, Path training) throws IOException {
    Path cache = home.resolve(program + ".aot");
    for (Path conf : recorded(program, training)) {
      HostCommand ended =
          HostCommand.run(
              List.of(
                  java(),
                  "@" + home.resolve("java.arguments"),
                  "-XX:AOTMode=create",
                  "-XX:AOTConfiguration=" + conf,
                  "-XX:AOTCache=" + cache),
              JavaProgram.ENVIRONMENT,
              CREATES);
      if (ended.code() == 0 && Files.isRegularFile(cache)) {
        DurableFiles.write(
            home.resolve(program + ".arguments"),
            arguments(home.resolve("java.arguments")) + quoted("-XX:AOTCache=" + cache));
        return true;
      }
      Files.deleteIfExists(cache);
    }
    return false;
  }

  private static List<Path> recorded(String program, Path training) throws IOException {
    try (Stream<Path> all = Files.list(training)) {
      return all.filter(one -> String.valueOf(one.getFileName()).startsWith(program + "-"))
          .sorted(Comparator.comparingLong((Path one) -> one.toFile().length()).reversed())
          .toList();
    }
  }

  /// @param file where it will be: programs that start others name it to them
  private String arguments(Path file) throws IOException {
    String flags = Files.readString(home.resolve("java.flags"));
    String path =
        Files.readAllLines(home.resolve("lib/class.path")).stream()
            .map(jar -> home.resolve("lib").resolve(jar).toString())
            .collect(Collectors.joining(":"));
    return flags
        + "-Dloqa.root="
        + quoted(home.toString())
        + "-Dloqa.java.arguments="
        + quoted(file.toString())
        + "-Dloqa.packages="
        + quoted(home.resolve("packages").toString())
        + "-cp "
        + quoted(path);
  }

  private static String quoted(String text) {
    return "\"" + text.replace("\\", "\\\\").replace("\"", "\\\"") + "\"\n";
  }

  private static String java() {
    return Path.of(System.getProperty("java.home"), "bin", "java").toString();
  }
}
