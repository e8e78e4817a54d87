package dev.loqa.skillhost;

import dev.loqa.skillhost.manifest.Finding;
import dev.loqa.skillhost.manifest.Manifest;
import dev.loqa.skillhost.manifest.ManifestCheck;
import dev.loqa.skillhost.manifest.ManifestReport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;

/// A folder with a skill in it: `skill.yaml`, `locales/`, and the module. Only the manifest and
/// locales have been read.
///
/// @param consents what only the owner can allow
/// @param unchanged asked whenever the module is loaded: whether the files are still those that
///   were put there; somebody who works on a skill changes them all the time
public record SkillFolder(
    Path path, Manifest manifest, List<Finding> consents, BooleanSupplier unchanged) {
  public SkillFolder {
    consents = List.copyOf(consents);
  }

  /// Reads manifest and locales.
  ///
  /// @throws SkillHostException with every problem, a line each
  public static SkillFolder read(Path folder) {
    ManifestReport report = ManifestCheck.check(folder);
    Manifest manifest =
        report
            .manifest()
            .orElseThrow(() ->
                new SkillHostException(
                    report.problems().stream()
                        .map(Finding::toString)
                        .collect(Collectors.joining("\n"))));
    return new SkillFolder(folder, manifest, report.consents(), () -> true);
  }

  /// The same, whose module is loaded only while `unchanged` holds.
  public SkillFolder guardedBy(BooleanSupplier guard) {
    return new SkillFolder(path, manifest, consents, guard);
  }

  /// Reads the module; it must lie in this folder and not be larger than allowed.
  byte[] module(int mostBytes) {
    if (!unchanged.getAsBoolean()) {
      throw new SkillHostException(
          "the files in " + path + " are not those that were installed: install it again");
    }
    Path file = path.resolve(manifest.code().module());
    try {
      if (!file.toRealPath().startsWith(path.toRealPath())) {
        throw new SkillHostException(
            "module "
                + manifest.code().module()
                + ": it lies outside the skill's folder: move it in");
      }
      long size = Files.size(file);
      if (size > mostBytes) {
        throw new SkillHostException(
            "module "
                + manifest.code().module()
                + ": it has "
                + size
                + " bytes: at most "
                + mostBytes
                + " are allowed");
      }
      return Files.readAllBytes(file);
    } catch (IOException e) {
      throw new SkillHostException(
          "module " + manifest.code().module() + ": it can't be read: build the skill first", e);
    }
  }
}
