package dev.loqa.base.models;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ModelFolderTest {
  @TempDir private Path data = Path.of("");

  private ModelFolder folder() {
    return new ModelFolder(data.resolve("models"));
  }

  private ModelFolder.Stored keep(ModelFolder folder, String name) throws IOException {
    folder.make();
    Files.write(folder.part(name), ModelBytes.whisper());
    return folder.keep(name, ModelKind.WHISPER, ModelFolder.sha256(folder.part(name)));
  }

  @Test
  void keepsAModelWithItsDigestAndForgetsBoth() throws IOException {
    ModelFolder folder = folder();
    ModelFolder.Stored kept = keep(folder, "tiny.en");

    assertThat(folder.stored()).containsExactly(kept);
    assertThat(folder.find("tiny.en")).contains(kept);
    assertThat(kept.digest()).contains(ModelFolder.sha256(kept.file()));
    assertThat(Files.readString(folder.path().resolve("tiny.en.sha256")))
        .isEqualTo(ModelFolder.sha256(kept.file()) + "  tiny.en.bin\n");
    assertThat(folder.part("tiny.en")).doesNotExist();

    folder.remove(kept);
    assertThat(folder.stored()).isEmpty();
    try (var left = Files.list(folder.path())) {
      assertThat(left).isEmpty();
    }
  }

  @Test
  void doesNotTakeWhatIsStillComingForAModel() throws IOException {
    ModelFolder folder = folder();
    folder.make();
    Files.write(folder.part("tiny.en"), new byte[10]);
    assertThat(folder.stored()).isEmpty();
    assertThat(folder.find("tiny.en")).isEmpty();
  }

  @Test
  void namesAreNoPaths() {
    for (String bad : new String[] {"", "../token", "a/b", "-x", "a b", "x".repeat(65)}) {
      assertThat(ModelFolder.isName(bad)).isFalse();
      assertThatThrownBy(() -> folder().find(bad)).hasMessageContaining("choose another");
    }
  }

  @Test
  void letsOneWriteAtATime() throws IOException {
    ModelFolder folder = folder();
    ModelLock first = ModelLock.take(folder, "tiny");
    assertThat(first).isNotNull();
    assertThat(ModelLock.take(folder, "tiny")).isNull();
    try (ModelLock other = ModelLock.take(folder, "base")) {
      assertThat(other).isNotNull();
    }
    if (first != null) {
      first.close();
    }
    try (ModelLock again = ModelLock.take(folder, "tiny")) {
      assertThat(again).isNotNull();
    }
    assertThat(folder.stored()).isEmpty();
  }
}
