package dev.loqa.cli.release;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Properties;
import org.junit.jupiter.api.Test;

/// Names of releases and of the machines they are for.
final class ReleaseNameTest {
  @Test
  void aFilesNameIsReadBack() {
    ReleaseName name = new ReleaseName("2026.11.22-2", new Platform("macos", "arm64"));

    assertThat(name.file()).isEqualTo("loqa-2026.11.22-2-macos-arm64.tar.gz");
    assertThat(ReleaseName.ofFile(name.file())).contains(name);
    assertThat(ReleaseName.ofFile("loqa-2026.11.22-windows-amd64.tar.gz")).isEmpty();
    assertThat(ReleaseName.ofFile("loqa-../x-linux-amd64.tar.gz")).isEmpty();
    assertThatThrownBy(() -> new ReleaseName("..", new Platform("linux", "amd64")))
        .hasMessageContaining("begins with a digit");
  }

  @Test
  void versionsAreOrderedByTheirNumbers() {
    assertThat(
            List.of("2026.10.1-2", "2026.9.30", "2026.10.1", "0.1.0-SNAPSHOT", "2026.10.1-10")
                .stream()
                .sorted(ReleaseName.OLDEST_FIRST))
        .containsExactly("0.1.0-SNAPSHOT", "2026.9.30", "2026.10.1", "2026.10.1-2", "2026.10.1-10");
  }

  @Test
  void javasNamesOfMachinesAreOurs() {
    assertThat(platform("Linux", "aarch64")).hasToString("linux-arm64");
    assertThat(platform("Mac OS X", "x86_64")).hasToString("macos-amd64");
    assertThat(platform("Linux", "riscv64")).hasToString("linux-other");
  }

  private static Platform platform(String os, String arch) {
    Properties properties = new Properties();
    properties.setProperty("os.name", os);
    properties.setProperty("os.arch", arch);
    return Platform.of(properties);
  }
}
