package dev.loqa.cli.update;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class UnitFilesTest {
  @TempDir private Path system;
  private Path release;

  @BeforeEach
  void units() throws IOException {
    release = system.resolve("opt/loqa/releases/2026.11.22");
    write(release.resolve("systemd/loqad.service"), "[Service]\nWatchdogSec=20\n");
    write(release.resolve("systemd/loqa-edge@.service"), "[Service]\n");
    write(installed("loqad.service"), "[Service]\nWatchdogSec=20\n");
  }

  private Path installed(String unit) {
    return system.resolve("etc/systemd/system").resolve(unit);
  }

  private static void write(Path file, String text) throws IOException {
    Path folder = file.getParent();
    if (folder != null) {
      Files.createDirectories(folder);
    }
    Files.writeString(file, text);
  }

  @Test
  void sameOnesAndThoseTheMachineNeverHadAreNoNews() throws IOException {
    assertThat(UnitFiles.told(release, system)).isEmpty();
  }

  @Test
  void anotherOneIsNamedWithTheWayToIt() throws IOException {
    write(installed("loqad.service"), "[Service]\n");

    assertThat(UnitFiles.others(release, system)).containsExactly("loqad.service");
    assertThat(UnitFiles.told(release, system))
        .singleElement()
        .asString()
        .contains("2026.11.22", "loqad.service", "playbooks/update.yml");
  }

  @Test
  void aReleaseWithoutUnitsHasNoneToTell() throws IOException {
    assertThat(UnitFiles.told(system.resolve("opt/loqa/releases/old"), system)).isEmpty();
  }
}
