package dev.loqa.edge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loqa.base.config.ConfigSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class EdgeConfigPageTest {
  @Test
  void everyKeyStandsOnTheReferencePageWithItsDefault() throws IOException {
    Path root = Path.of(System.getProperty("loqa.root", ".."));
    String page = Files.readString(root.resolve("docs/reference/config.md"));
    ConfigSource source = ConfigSource.empty(Map.of());
    EdgeConfig.read(source, List.of(Kind.STT));

    assertThat(source.keys()).isNotEmpty();
    assertThat(source.keys()).allSatisfy(key -> assertThat(page).contains(row(key)));
  }

  private static String row(ConfigSource.KeyInfo key) {
    String value = key.defaultValue().replace("edge-stt", "edge-<kinds>");
    return "| `%s` | %s | %s |"
        .formatted(key.path(), value.isEmpty() ? "" : "`" + value + "`", key.doc());
  }
}
