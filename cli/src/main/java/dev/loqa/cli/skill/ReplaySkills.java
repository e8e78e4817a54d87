package dev.loqa.cli.skill;

import dev.loqa.cli.api.CliException;
import dev.loqa.cli.api.Exit;
import dev.loqa.cli.api.TemporaryFolder;
import dev.loqa.skillhost.SkillFolder;
import dev.loqa.skillhost.SkillHostException;
import dev.loqa.skillhost.packages.PackageException;
import dev.loqa.skillhost.packages.PackageLimits;
import dev.loqa.skillhost.packages.SkillPackage;
import dev.loqa.skillhost.record.Replayer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The versions of skills that a replay runs, each loaded once. A package is unpacked into a
/// temporary folder, which [#close] removes.
final class ReplaySkills implements AutoCloseable {
  private final @Nullable Path with;
  private final Map<Path, Replayer> loaded = new LinkedHashMap<>();
  private @Nullable TemporaryFolder unpacked;

  /// @param with a package or a skill's folder that stands for every skill; none: the active ones
  ReplaySkills(@Nullable Path with) {
    this.with = with;
  }

  /// The version to run.
  ///
  /// @param folder where the active one lies, empty if it lies nowhere
  /// @throws SkillHostException if there is none or it cannot be run
  Replayer of(String skill, String folder) {
    Path asked = with;
    if (asked == null && folder.isEmpty()) {
      throw new SkillHostException(
          "skill " + skill + " is not installed: name a version with --with");
    }
    Path from = asked == null ? Path.of(folder) : asked;
    Replayer known = loaded.get(from);
    if (known != null) {
      return known;
    }
    Replayer made =
        new Replayer(SkillFolder.read(Files.isRegularFile(from) ? unpack(from) : project(from)));
    loaded.put(from, made);
    return made;
  }

  /// The folder itself, or what a build left below it.
  private static Path project(Path folder) {
    if (!Files.isDirectory(folder)) {
      throw new CliException(
          Exit.USAGE, folder + " does not exist: name a package or a skill's folder");
    }
    Path built = folder.resolve("target/skill");
    return Files.isRegularFile(built.resolve("skill.yaml")) ? built : folder;
  }

  private Path unpack(Path file) {
    try {
      SkillPackage found =
          SkillPackage.read(Files.readAllBytes(file), file.toString(), PackageLimits.USUAL);
      TemporaryFolder folder = TemporaryFolder.make("loqa-replay-");
      unpacked = folder;
      found.unpack(folder.path());
      return folder.path();
    } catch (IOException e) {
      throw new CliException(Exit.FAILED, file + " cannot be read: check its rights", e);
    } catch (PackageException e) {
      throw new CliException(Exit.FAILED, String.valueOf(e.getMessage()), e);
    }
  }

  @Override
  public void close() {
    loaded.values().forEach(Replayer::close);
    TemporaryFolder folder = unpacked;
    if (folder != null) {
      folder.close();
    }
  }
}
