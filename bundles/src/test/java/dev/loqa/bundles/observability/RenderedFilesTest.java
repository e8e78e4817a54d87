package dev.loqa.bundles.observability;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loqa.base.config.ConfigSource;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What does not run here (Grafana, Tempo, Loki, Alloy, the collector, containers) is checked as
/// files: they parse, what they point to is there, everything listens on loopback and forgets after
/// a week.
final class RenderedFilesTest {
  @TempDir Path folder = Path.of("");

  @Test
  void everyYamlFileIsOne() {
    Observability.render(folder);

    assertThat(Observability.files(folder))
        .filteredOn(file -> file.toString().matches(".*[.]ya?ml"))
        .hasSizeGreaterThan(8)
        .allSatisfy(file -> assertThat(ConfigSource.read(file, Map.of()).root()).isNotNull());
  }

  @Test
  void everyImageIsPinnedAndEveryFolderThatIsMountedIsThere() {
    String compose = Observability.text(Observability.render(folder).resolve("compose.yaml"));

    List<String> images = all("(?m)^ +image: (.*)$", compose);
    assertThat(images)
        .hasSize(7)
        .allSatisfy(image -> assertThat(image).matches("[a-z/-]+:v?\\d+\\.\\d+\\.\\d+"));
    assertThat(all("(?m)^ +- [.]/([^:]+):", compose))
        .isNotEmpty()
        .allSatisfy(mounted -> assertThat(folder.resolve(mounted)).isDirectory());
    Set<String> named = new TreeSet<>(all("(?m)^      - ([a-z]+):/", compose));
    assertThat(all("(?m)^  ([a-z]+):$", compose.replaceAll("(?s).*\nvolumes:", "")))
        .containsExactlyInAnyOrderElementsOf(named);
    for (String file : all("/etc/[a-z]+/([a-z]+[.][a-z]+)\\b", compose)) {
      assertThat(Observability.files(folder)).anyMatch(one -> one.endsWith(file));
    }
  }

  @Test
  void everythingListensOnLoopback() {
    Observability.render(folder);

    for (Path file : Observability.files(folder)) {
      assertThat(Observability.text(file)).as(file.toString()).doesNotContain("0.0.0.0");
    }
    String compose = Observability.text(folder.resolve("compose.yaml"));
    assertThat(all("listen-addr(?:ess)?=([^,\\s]*)", compose))
        .hasSizeGreaterThan(2)
        .allSatisfy(address -> assertThat(address).matches("(127[.]0[.]0[.]1:\\d+)?"));
  }

  @Test
  void everythingForgetsAfterTheSameTime() {
    Observability.render(folder, "RETENTION=99h");

    assertThat(Observability.text(folder.resolve("compose.yaml")))
        .contains("retention.time=99h", "data.retention=99h");
    assertThat(Observability.text(folder.resolve("tempo/tempo.yaml"))).contains(": 99h");
    assertThat(Observability.text(folder.resolve("loki/loki.yaml")))
        .contains("retention_period: 99h", "retention_enabled: true");
    assertThat(Observability.text(Observability.FOLDER.resolve("settings")))
        .contains("RETENTION=168h");
  }

  @Test
  void everySourceOfGrafanaThatIsPointedToIsThere() {
    Observability.render(folder);
    String sources =
        Observability.text(folder.resolve("grafana/provisioning/datasources/loqa.yaml"));
    Set<String> uids = new TreeSet<>(all("(?m)^    uid: (.*)$", sources));

    assertThat(uids).containsExactly("loqa-loki", "loqa-prometheus", "loqa-tempo");
    assertThat(all("datasourceUid: (.*)", sources)).isNotEmpty().isSubsetOf(uids);
    assertThat(Files.isDirectory(folder.resolve("grafana/dashboards"))).isTrue();
  }

  @Test
  void alloyForwardsToWhatIsThere() {
    String alloy = Observability.text(Observability.render(folder).resolve("alloy/config.alloy"));
    List<String> parts =
        Pattern.compile("(?m)^([a-z.]+) \"([a-z]+)\" \\{")
            .matcher(alloy)
            .results()
            .map(found -> found.group(1) + "." + found.group(2))
            .toList();

    assertThat(all("\\b(loki[.][a-z]+[.][a-z]+)[.](?:receiver|rules)", alloy))
        .isNotEmpty()
        .isSubsetOf(parts);
    assertThat(alloy.chars().filter(one -> one == '{').count())
        .isEqualTo(alloy.chars().filter(one -> one == '}').count());
  }

  private static List<String> all(String pattern, String text) {
    return Pattern.compile(pattern)
        .matcher(text)
        .results()
        .map(found -> found.group(1))
        .collect(Collectors.toList());
  }
}
