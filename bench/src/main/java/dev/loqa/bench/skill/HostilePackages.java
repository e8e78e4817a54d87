package dev.loqa.bench.skill;

import dev.loqa.bench.measure.Goal;
import dev.loqa.bench.measure.Line;
import dev.loqa.bench.measure.TemporaryFolder;
import dev.loqa.skillhost.packages.PackageException;
import dev.loqa.skillhost.packages.PackageLimits;
import dev.loqa.skillhost.packages.SkillPackage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/// Hostile packages, read and unpacked as an installation for development does: refused or accepted
/// as their index says, and nothing beside the folder that they are unpacked into.
final class HostilePackages {
  private static final Goal NONE = Goal.atMost(0, 0, "");

  private HostilePackages() {}

  /// @param archives what their index says, by file
  static Line line(String what, Map<Path, String> archives) throws IOException {
    List<String> wrong = new ArrayList<>();
    double slowest = 0;
    long outside = 0;
    for (Map.Entry<Path, String> one : archives.entrySet()) {
      try (TemporaryFolder folder = TemporaryFolder.make()) {
        Path inside = folder.path().resolve("beside/target");
        long begun = System.nanoTime();
        boolean accepted = accepted(one.getKey(), inside);
        slowest = Math.max(slowest, (System.nanoTime() - begun) / 1e6);
        long beside = bytes(folder.path()) - bytes(inside);
        outside += beside;
        if (accepted != one.getValue().equals("accept") || beside > 0) {
          wrong.add(one.getKey().getFileName() + " should " + one.getValue());
        }
      }
    }
    List<String> details = new ArrayList<>();
    details.add(
        String.format(
            Locale.ROOT,
            "%d bytes written outside, the slowest verdict took %.1f ms",
            outside,
            slowest));
    details.addAll(wrong);
    return Line.of(what, wrong.size(), NONE, archives.size(), details);
  }

  private static boolean accepted(Path file, Path inside) throws IOException {
    try {
      SkillPackage.readFile(file, PackageLimits.USUAL).unpack(inside);
      return true;
    } catch (PackageException refused) {
      return false;
    }
  }

  private static long bytes(Path folder) throws IOException {
    if (!Files.exists(folder)) {
      return 0;
    }
    long bytes = 0;
    try (Stream<Path> all = Files.walk(folder)) {
      for (Path one : all.filter(Files::isRegularFile).toList()) {
        bytes += Files.size(one);
      }
    }
    return bytes;
  }
}
