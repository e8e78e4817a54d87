package dev.loqa.cli.author;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
class SavesTest {
  private static final Duration LONG = Duration.ofSeconds(60);

  @TempDir private Path folder = Path.of("");

  @Test
  void tellsASaveInAFolderThatIsNewToo() throws IOException, InterruptedException {
    try (Saves saves = new Saves(folder)) {
      Files.createDirectories(folder.resolve("src/main"));
      assertThat(saves.await(LONG)).isTrue();

      Files.writeString(folder.resolve("src/main/A.java"), "a");
      assertThat(saves.await(LONG)).isTrue();
    }
  }

  @Test
  void doesNotTellWhatABuildLeavesBehind() throws IOException, InterruptedException {
    Files.createDirectories(folder.resolve("target/classes"));
    try (Saves saves = new Saves(folder)) {
      Files.writeString(folder.resolve("target/classes/A.class"), "a");
      Files.createDirectories(folder.resolve("build"));
      Files.writeString(folder.resolve(".skill.yaml.swp"), "a");
      // The watcher tells in order: when the save is told, what came before was passed over.
      assertThat(saves.await(Duration.ofSeconds(1))).isFalse();

      Files.writeString(folder.resolve("skill.yaml"), "a");
      assertThat(saves.await(LONG)).isTrue();
    }
  }
}
