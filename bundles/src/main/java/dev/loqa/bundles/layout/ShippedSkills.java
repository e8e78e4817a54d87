package dev.loqa.bundles.layout;

import dev.loqa.skillhost.packages.SigningKey;
import dev.loqa.skillhost.packages.SkillPackage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// Makes the packages of the skills that come with Loqa: `NAME-VERSION.lskill` of each, the same
/// bytes on every machine. With the release key each gets its `.sig`, and the folder
/// `release.key.pub`; without one, as in a checkout, the key of each installation answers for them.
public final class ShippedSkills {
  private static final String KEY = "--release-key=";

  private ShippedSkills() {}

  /// Writes the packages of a checkout.
  ///
  /// @param arguments the checkout, the folder to write, and `--release-key=FILE`; no file when
  ///   there is no such key
  public static void main(String[] arguments) throws IOException {
    if (arguments.length != 3 || !arguments[2].startsWith(KEY)) {
      throw new IllegalArgumentException(
          "ShippedSkills got "
              + List.of(arguments)
              + ": give the checkout, the folder to write and "
              + KEY
              + "FILE");
    }
    String file = arguments[2].substring(KEY.length());
    Optional<Path> key = file.isBlank() ? Optional.empty() : Optional.of(Path.of(file));
    write(built(Path.of(arguments[0])), Path.of(arguments[1]), key.map(SigningKey::load));
  }

  /// The folders of the skills that are built in a checkout.
  public static List<Path> built(Path checkout) throws IOException {
    try (Stream<Path> skills = Files.list(checkout.resolve("skills"))) {
      return skills
          .filter(skill -> Files.isRegularFile(skill.resolve("pom.xml")))
          .map(skill -> skill.resolve("target/skill"))
          .filter(skill -> Files.isRegularFile(skill.resolve("skill.yaml")))
          .sorted()
          .toList();
    }
  }

  /// Writes the packages of these skills, and nothing else stays in the folder.
  ///
  /// @throws dev.loqa.skillhost.packages.PackageException when a skill cannot be packaged
  public static void write(List<Path> skills, Path folder, Optional<SigningKey> release)
      throws IOException {
    Files.createDirectories(folder);
    empty(folder);
    for (Path skill : skills) {
      SkillPackage made = SkillPackage.of(skill);
      Path file = folder.resolve(made.fileName());
      Files.write(file, made.packed());
      if (release.isPresent()) {
        Files.writeString(
            folder.resolve(made.fileName() + ".sig"), release.get().sign(made).line());
      }
    }
    if (release.isPresent()) {
      Files.writeString(
          folder.resolve("release.key.pub"), release.get().publisher().fingerprint() + "\n");
    }
  }

  private static void empty(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.toList()) {
        Files.delete(file);
      }
    }
  }
}
