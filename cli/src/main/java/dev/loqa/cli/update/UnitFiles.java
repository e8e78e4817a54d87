package dev.loqa.cli.update;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeSet;

/// The units that a release brings, and those that the machine has. A release is switched without
/// touching `/etc`: units follow with the playbooks, by hand or by what each node pulls.
final class UnitFiles {
  private UnitFiles() {}

  /// The names of the units of which the machine has another version, in their order; one that it
  /// does not have is none of its own.
  ///
  /// @param release the folder of a release
  /// @param system what stands for `/`
  static List<String> others(Path release, Path system) throws IOException {
    Path brought = release.resolve("systemd");
    TreeSet<String> names = new TreeSet<>();
    if (Files.isDirectory(brought)) {
      try (DirectoryStream<Path> units = Files.newDirectoryStream(brought)) {
        for (Path unit : units) {
          String name = String.valueOf(unit.getFileName());
          Path installed = system.resolve("etc/systemd/system").resolve(name);
          if (Files.isRegularFile(installed) && Files.mismatch(unit, installed) >= 0) {
            names.add(name);
          }
        }
      }
    }
    return List.copyOf(names);
  }

  /// What is to be told about them; empty when there is nothing to tell.
  static List<String> told(Path release, Path system) throws IOException {
    List<String> others = others(release, system);
    return others.isEmpty()
        ? List.of()
        : List.of(
            release.getFileName()
                + " brings other units than this machine has ("
                + String.join(", ", others)
                + "): playbooks/update.yml installs them, and so does a node that pulls");
  }
}
