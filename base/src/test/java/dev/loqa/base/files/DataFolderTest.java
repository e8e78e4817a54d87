package dev.loqa.base.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class DataFolderTest {
  @TempDir private Path temp;

  @Test
  void aSecondOwnerIsRefusedByTheNameOfTheFirst() {
    try (DataFolder first = DataFolder.take(temp.resolve("data"), "loqad \"kitchen\" (pid 7)")) {
      assertThat(first.path()).isDirectory();
      assertThatThrownBy(() -> DataFolder.take(temp.resolve("data"), "second"))
          .isInstanceOf(FilesException.class)
          .hasMessageContaining("loqad \"kitchen\" (pid 7)")
          .hasMessageContaining("--data");
    }
    DataFolder.take(temp.resolve("data"), "second").close();
  }

  @Test
  void aFolderThatCannotBeMadeIsSaidInWords() throws IOException {
    Path file = Files.writeString(temp.resolve("file"), "");
    assertThatThrownBy(() -> DataFolder.take(file.resolve("below"), "x"))
        .isInstanceOf(FilesException.class)
        .hasMessageContaining("choose another");
  }

  @Test
  void onlyTheOwnerReadsWhatIsWritten() throws IOException {
    Path file = temp.resolve("token");
    PrivateFiles.write(file, "old".getBytes(StandardCharsets.UTF_8));
    PrivateFiles.write(file, "new".getBytes(StandardCharsets.UTF_8));
    assertThat(file).hasContent("new");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
    try (var files = Files.list(temp)) {
      assertThat(files).containsExactly(file);
    }
  }
}
