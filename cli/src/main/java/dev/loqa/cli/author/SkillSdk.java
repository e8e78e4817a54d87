package dev.loqa.cli.author;

import dev.loqa.cli.api.CliException;
import dev.loqa.cli.api.Exit;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// What compiles Java skills, as Loqa brings it along: the SDK, our build program, and TeaVM with
/// what it needs. Nothing of it is on this program's own class path.
///
/// The launcher lays the archives out beside its file of Java arguments, and a release has them in
/// its folder; a checkout that was built with Maven alone has them below `skills/`.
public final class SkillSdk {
  private static final Pattern OURS =
      Pattern.compile("(loqa-skill-sdk|loqa-skill-build)-([0-9][A-Za-z0-9.-]*)\\.jar");

  private final List<Path> archives;

  private SkillSdk(List<Path> archives) {
    this.archives = List.copyOf(archives);
  }

  /// The one of this installation, empty until something asks for it.
  public static SkillSdk ofProcess() {
    return of(System.getProperties());
  }

  static SkillSdk of(Properties properties) {
    String arguments = properties.getProperty("loqa.java.arguments");
    String root = properties.getProperty("loqa.root");
    if (arguments != null) {
      return new SkillSdk(jars(Path.of(arguments).resolveSibling("skill-build")));
    }
    if (root != null) {
      return new SkillSdk(
          Stream.of(
                  "skill-build",
                  "skills/build/target/lib",
                  "skills/build/target",
                  "skills/sdk/target")
              .flatMap(folder -> jars(Path.of(root).resolve(folder)).stream())
              .toList());
    }
    return new SkillSdk(List.of());
  }

  private static List<Path> jars(Path folder) {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .filter(
              file -> file.toString().endsWith(".jar") && !file.toString().endsWith("-tests.jar"))
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(folder + " can't be read: check its rights", e);
    }
  }

  /// Every archive, for a class path.
  List<Path> archives() {
    archive("loqa-skill-sdk");
    archive("loqa-skill-build");
    return archives;
  }

  /// The version of the SDK.
  String version() {
    return ours("loqa-skill-sdk").group(2);
  }

  private Path archive(String artifact) {
    return archives.stream()
        .filter(file -> named(file, artifact).isPresent())
        .findFirst()
        .orElseThrow(() ->
            new CliException(
                Exit.UNAVAILABLE,
                artifact
                    + " is not in this installation: start loqa-skill as ./loqa skill from a"
                    + " checkout, which builds it"));
  }

  private Matcher ours(String artifact) {
    return named(archive(artifact), artifact).orElseThrow();
  }

  private static Optional<Matcher> named(Path file, String artifact) {
    Matcher name = OURS.matcher(String.valueOf(file.getFileName()));
    return name.matches() && name.group(1).equals(artifact) ? Optional.of(name) : Optional.empty();
  }

  /// Writes our two archives as a Maven repository in a folder, so that a project resolves them
  /// without any registry of ours.
  void writeRepository(Path repository) throws IOException {
    for (String artifact : List.of("loqa-skill-sdk", "loqa-skill-build")) {
      String version = ours(artifact).group(2);
      Path folder = repository.resolve("dev/loqa/" + artifact + "/" + version);
      Files.createDirectories(folder);
      Files.copy(archive(artifact), folder.resolve(artifact + "-" + version + ".jar"));
      Files.writeString(folder.resolve(artifact + "-" + version + ".pom"), pom(artifact, version));
    }
  }

  private String pom(String artifact, String version) {
    String dependencies = artifact.equals("loqa-skill-build") ? teavm() : "";
    return """
    <project xmlns="http://maven.apache.org/POM/4.0.0">
      <modelVersion>4.0.0</modelVersion>
      <groupId>dev.loqa</groupId>
      <artifactId>%s</artifactId>
      <version>%s</version>
      <dependencies>
    %s  </dependencies>
    </project>
    """
        .formatted(artifact, version, dependencies);
  }

  /// The parts of TeaVM that our build program names, in the version that lies here.
  private String teavm() {
    Pattern name = Pattern.compile("(teavm-(?:core|tooling|classlib|interop))-([0-9].*)\\.jar");
    return archives.stream()
        .map(file -> name.matcher(String.valueOf(file.getFileName())))
        .filter(Matcher::matches)
        .map(found ->
            "    <dependency><groupId>org.teavm</groupId><artifactId>"
                + found.group(1)
                + "</artifactId><version>"
                + found.group(2)
                + "</version></dependency>\n")
        .collect(Collectors.joining());
  }
}
