package dev.loqa.cli.author;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/// A language that skills are written in, known by where its sources lie.
public enum SkillLanguage {
  JAVA("src/main/java", ".java"),
  C("src", ".c"),
  ASSEMBLYSCRIPT("assembly", ".ts");

  private static final int DEEPEST = 16;

  private final String sources;
  private final String ending;

  SkillLanguage(String sources, String ending) {
    this.sources = sources;
    this.ending = ending;
  }

  /// The word for it on a command line.
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /// Where its sources lie in a project, and how their names end.
  public String place() {
    return sources + "/*" + ending;
  }

  /// The language of a project, empty if it has sources of none.
  public static Optional<SkillLanguage> of(Path project) {
    return Stream.of(values()).filter(language -> language.isIn(project)).findFirst();
  }

  private boolean isIn(Path project) {
    Path folder = project.resolve(sources);
    if (!Files.isDirectory(folder)) {
      return false;
    }
    try (Stream<Path> files = Files.walk(folder, DEEPEST)) {
      return files.anyMatch(file -> file.toString().endsWith(ending));
    } catch (IOException e) {
      throw new UncheckedIOException(folder + " can't be read: check its rights", e);
    }
  }
}
