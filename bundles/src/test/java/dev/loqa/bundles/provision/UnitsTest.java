package dev.loqa.bundles.provision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class UnitsTest {
  @TempDir Path folder = Path.of("");

  /// The threshold is the exposure level in tenths: 1.5 for a native program, 2.0 for a JVM.
  @ParameterizedTest
  @CsvSource({
    "loqa-nats.service, 15",
    "loqad.service, 20",
    "loqa-edge@.service, 20",
    "loqa-backup.service, 20",
    "loqa-replay.service, 20"
  })
  void exposesLittleOfTheMachine(String unit, String threshold) throws IOException {
    Tool.need("systemd-analyze");
    assumeTrue(
        Tool.run(folder, Map.of(), List.of("systemd-analyze", "--help"))
            .output()
            .contains("--offline"),
        "this systemd-analyze is older than 250: the exposure of units is left out");
    Path copy = folder.resolve(unit);
    Files.copy(Tool.UNITS.resolve(unit), copy);

    Tool judged =
        Tool.run(
            folder,
            Map.of(),
            List.of(
                "systemd-analyze",
                "security",
                "--offline=true",
                "--threshold=" + threshold,
                "--no-pager",
                copy.toString()));

    assertThat(judged.ok()).contains("Overall exposure level");
  }

  @Test
  void everyUnitIsUnderstoodBySystemd() throws IOException {
    Tool.need("systemd-analyze");
    Path root = rootOfAMachine();
    List<String> units = unitsIn(root.resolve("etc/systemd/system"));
    assertThat(units).contains("loqad.service", "loqa-nats.service", "loqa-edge@stt.service");

    Tool verified =
        Tool.run(
            folder,
            Map.of("SYSTEMD_UNIT_PATH", root.resolve("etc/systemd/system") + ":"),
            Stream.concat(
                    Stream.of("systemd-analyze", "verify", "--man=no", "--root=" + root),
                    units.stream())
                .toList());

    // Units of the system itself that are not in this folder are no fault of ours.
    assertThat(
            verified
                .output()
                .lines()
                .filter(line -> line.contains("loqa"))
                .filter(line -> !line.contains("sysinit.target") && !line.contains("basic.target")))
        .isEmpty();
  }

  @Test
  void aUnitWithASpellingMistakeWouldBeSeen() throws IOException {
    Tool.need("systemd-analyze");
    Path root = rootOfAMachine();
    Path unit = root.resolve("etc/systemd/system/loqad.service");
    Files.writeString(unit, Files.readString(unit).replace("ProtectHome=", "ProtectHomes="));

    Tool verified =
        Tool.run(
            folder,
            Map.of(),
            List.of("systemd-analyze", "verify", "--man=no", "--root=" + root, "loqad.service"));

    assertThat(verified.output()).contains("ProtectHomes");
  }

  /// The units where a machine has them, with programs where they say, and an instance of the
  /// template.
  private Path rootOfAMachine() throws IOException {
    Path units = Files.createDirectories(folder.resolve("root/etc/systemd/system"));
    try (Stream<Path> all = Files.list(Tool.UNITS)) {
      for (Path unit : all.toList()) {
        Files.copy(unit, units.resolve(unit.getFileName().toString()));
      }
    }
    Files.copy(Tool.UNITS.resolve("loqa-edge@.service"), units.resolve("loqa-edge@stt.service"));
    for (String program :
        List.of(
            "opt/loqa/active/bin/loqa",
            "opt/loqa/active/bin/loqad",
            "opt/loqa/active/bin/loqa-edge",
            "opt/loqa/active/nats/nats-server",
            "usr/bin/install",
            "usr/bin/kill",
            "usr/bin/sh")) {
      Path file = folder.resolve("root").resolve(program);
      Files.createDirectories(file.getParent());
      Files.createFile(
          file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwxr-xr-x")));
    }
    return folder.resolve("root");
  }

  private static List<String> unitsIn(Path units) throws IOException {
    try (Stream<Path> all = Files.list(units)) {
      return all.map(unit -> unit.getFileName().toString())
          .filter(name -> !name.contains("@."))
          .sorted()
          .toList();
    }
  }
}
