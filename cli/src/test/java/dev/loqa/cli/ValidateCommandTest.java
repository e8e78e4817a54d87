package dev.loqa.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ValidateCommandTest {
  private static final String MANIFEST =
      """
      metadata:
        name: bell
        version: 1.0.0
        description: Rings.
        author: Anna
      runtime:
        mode: wasm
        module: build/bell.wasm
        host_version: v2
      permissions: []
      surfaces:
        voice: true
      """;

  @TempDir private Path folder = Path.of("");

  private Path write(String manifest) throws IOException {
    return Files.writeString(folder.resolve("skill.yaml"), manifest);
  }

  @Test
  void saysThatAManifestIsValid() throws IOException {
    Path file = write(MANIFEST);

    assertThat(Run.skill("validate", folder.toString()))
        .isEqualTo(new Run(0, "manifest valid\n", ""));
    assertThat(Run.skill("validate", "--file", file.toString()).out())
        .isEqualTo("manifest valid\n");
  }

  @Test
  void printsEveryProblemWithItsPlace() throws IOException {
    Path file = write(MANIFEST.replace("author:", "auhtor:").replace("1.0.0", "one"));

    Run run = Run.skill("validate", folder.toString());

    assertThat(run.code()).isEqualTo(1);
    assertThat(run.out().lines().toList())
        .anyMatch(line -> line.startsWith(file + ":3: ") && line.contains("version"))
        .anyMatch(line -> line.startsWith(file + ":5: ") && line.contains("author"));
    assertThat(run.out()).doesNotContain("manifest valid");
  }

  @Test
  void aPathThatIsNotThereFails() {
    Run run = Run.skill("validate", folder.resolve("none").toString());

    assertThat(run.code()).isEqualTo(1);
    assertThat(run.err()).contains("none does not exist");
  }

  @Test
  void bothSpellingsAtOnceAreAUsageError() {
    assertThat(Run.skill("validate", "a", "--file", "b").code()).isEqualTo(2);
  }

  @Test
  void listsOnlyWhatItCanDo() {
    assertThat(Run.skill("--help").out()).contains("validate", "install").doesNotContain("dance");
    assertThat(Run.skill("dance", "x").code()).isEqualTo(2);
  }

  @Test
  void everyCommandOfOwnersHasAnExample() {
    for (String command : List.of("install", "upgrade", "rollback", "remove", "list", "inspect")) {
      Run run = Run.skill(command, "--help");

      assertThat(run.code()).as(command).isZero();
      assertThat(run.out()).as(command).contains("Example: loqa-skill " + command);
    }
  }
}
