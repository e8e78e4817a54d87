package dev.loqa.cli.author;

import java.io.File;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;

/// Java through our own build program in a JVM of its own: javac for the SDK, then TeaVM. Fetches
/// nothing.
///
/// @param sdk what it is compiled with
record JavaToolchain(SkillSdk sdk) implements Toolchain {
  private static final Duration LIMIT = Duration.ofMinutes(5);
  private static final String PROGRAM = "dev.loqa.skill.build.ProjectBuild";

  @Override
  public Compiled compile(Path project, String module) {
    String classPath =
        sdk.archives().stream()
            .map(file -> file.toAbsolutePath().toString())
            .collect(Collectors.joining(File.pathSeparator));
    // A short life: the quick compiler and the small collector are done sooner.
    Tool.Ended ended =
        Tool.run(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-Xmx512m",
                "-cp",
                classPath,
                PROGRAM,
                module,
                project.toString()),
            Path.of(""),
            LIMIT);
    return new Compiled(ended.ok(), ended.lines());
  }
}
