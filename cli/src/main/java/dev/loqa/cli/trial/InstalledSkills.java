package dev.loqa.cli.trial;

import dev.loqa.cli.demo.DemoCheck;
import dev.loqa.skillhost.manifest.ManifestCheck;
import dev.loqa.skillhost.manifest.ManifestReport;
import dev.loqa.skillhost.packages.PackageException;
import dev.loqa.skillhost.packages.PackageLimits;
import dev.loqa.skillhost.packages.SkillPackage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// Whether this release takes what it brings and what is installed in the house: packages and
/// manifests, without running any.
final class InstalledSkills {
  private InstalledSkills() {}

  static List<DemoCheck> check(Optional<Path> data) {
    List<DemoCheck> checks = new ArrayList<>();
    checks.add(shipped(Optional.ofNullable(System.getProperty("loqa.packages"))));
    data.map(folder -> installed(folder.resolve("skills"))).ifPresent(checks::add);
    return checks;
  }

  private static DemoCheck shipped(Optional<String> folder) {
    if (folder.isEmpty()) {
      return new DemoCheck("skills", false, "this release knows no packages of its own");
    }
    List<Path> packages = list(Path.of(folder.get()), ".lskill");
    for (Path file : packages) {
      try {
        SkillPackage.readFile(file, PackageLimits.USUAL);
      } catch (PackageException e) {
        return new DemoCheck("skills", false, file + ": " + e.getMessage());
      }
    }
    return new DemoCheck("skills", !packages.isEmpty(), packages.size() + " packages");
  }

  private static DemoCheck installed(Path skills) {
    List<Path> folders = list(skills, "");
    int manifests = 0;
    for (Path folder : folders) {
      Path manifest = folder.resolve("skill.yaml");
      if (Files.isRegularFile(manifest)) {
        manifests++;
        ManifestReport report = ManifestCheck.check(manifest);
        if (!report.problems().isEmpty()) {
          return new DemoCheck("installed skills", false, report.problems().getFirst().toString());
        }
      }
    }
    return new DemoCheck("installed skills", true, manifests + " manifests in " + skills);
  }

  private static List<Path> list(Path folder, String ending) {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> all = Files.list(folder)) {
      return all.filter(one -> one.toString().endsWith(ending)).sorted().toList();
    } catch (IOException e) {
      return List.of(); // not ours to read: there is nothing to look at
    }
  }
}
