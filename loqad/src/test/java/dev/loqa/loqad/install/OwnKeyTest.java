package dev.loqa.loqad.install;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class OwnKeyTest {
  @TempDir Path folder = Path.of("");

  /// With an external bus the certificates lie elsewhere, and DATA/pki is not there.
  @Test
  void isMadeWithItsFolderAndStaysTheSame() {
    Path file = folder.resolve("pki/skills.key");

    var names = new OwnKey(file).names();

    assertThat(names).containsValue(OwnKey.NAME);
    assertThat(new OwnKey(file).names()).isEqualTo(names);
  }
}
