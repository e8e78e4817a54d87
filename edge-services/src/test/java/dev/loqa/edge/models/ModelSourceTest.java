package dev.loqa.edge.models;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.loqa.base.models.ModelException;
import dev.loqa.base.models.ModelFolder;
import dev.loqa.base.models.ModelKind;
import dev.loqa.base.models.ModelLock;
import dev.loqa.bus.InMemoryBus;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ModelSourceTest {
  private static final String KEY = "stt.whisper.model";

  @TempDir private Path folder = Path.of("");
  private InMemoryBus bus;
  private Path models;

  @BeforeEach
  void start() {
    bus = new InMemoryBus();
    models = folder.resolve("models");
  }

  @AfterEach
  void stop() {
    bus.close();
  }

  private Path file(String name) {
    return new ModelSource(bus, models).file(KEY, name, ModelKind.WHISPER);
  }

  /// A Whisper model without weights.
  private static byte[] model() {
    ByteBuffer bytes = ByteBuffer.allocate(56 + 80 * 4 + 8).order(ByteOrder.LITTLE_ENDIAN);
    int[] head = {0x67676d6c, 51_864, 1_500, 384, 6, 4, 448, 384, 6, 4, 80, 1, 80, 1};
    for (int number : head) {
      bytes.putInt(number);
    }
    bytes.position(bytes.position() + 80 * 4).putInt(1).putInt(0);
    return bytes.array();
  }

  private void share(byte[] content) throws IOException {
    bus.models().put("tiny", Files.write(folder.resolve("original"), content));
  }

  private long files() throws IOException {
    try (Stream<Path> all = Files.list(models)) {
      return all.filter(file -> !file.getFileName().toString().startsWith(".")).count();
    }
  }

  @Test
  void aPathIsTakenAsItIs() throws IOException {
    assertThat(file("/nowhere/ggml.bin")).isEqualTo(Path.of("/nowhere/ggml.bin"));
    assertThat(file("./ggml.bin")).isEqualTo(Path.of("./ggml.bin"));
    assertThat(models).doesNotExist();
  }

  @Test
  void aModelOfTheHouseIsFetchedOnceAndKept() throws IOException {
    share(model());
    Path fetched = file("tiny");
    assertThat(fetched).isEqualTo(models.resolve("tiny.bin")).hasBinaryContent(model());
    assertThat(new ModelFolder(models).find("tiny").orElseThrow().digest())
        .contains(ModelFolder.sha256(fetched));

    bus.models().takeBack("tiny");
    assertThat(file("tiny")).isEqualTo(fetched);
  }

  @Test
  void aModelThatNobodyHasIsSaidWithTheWayOut() {
    assertThatThrownBy(() -> file("tiny"))
        .isInstanceOf(ModelException.class)
        .hasMessageContainingAll(KEY, "tiny", models.toString(), "pull tiny", "share tiny");
  }

  @Test
  void whatIsSharedUnderAWrongNameIsNotKept() throws IOException {
    share("<html>not a model</html>".getBytes(UTF_8));
    assertThatThrownBy(() -> file("tiny"))
        .isInstanceOf(ModelException.class)
        .hasMessageContaining("a web page");
    share(new byte[510 * 256 * 4]);
    assertThatThrownBy(() -> file("tiny")).hasMessageContaining("name a whisper model");
    assertThat(files()).isZero();
  }

  @Test
  void aDamagedModelOfThisMachineIsRefused() throws IOException {
    Files.createDirectories(models);
    Files.write(models.resolve("tiny.bin"), new byte[] {'l', 'm', 'g', 'g', 0, 0});
    assertThatThrownBy(() -> file("tiny")).hasMessageContaining("cut off");
  }

  @Test
  void aModelThatChangedSinceItCameIsRefused() throws IOException {
    share(model());
    Path fetched = file("tiny");
    byte[] other = model();
    other[60] ^= 1;
    Files.write(fetched, other);

    assertThatThrownBy(() -> file("tiny"))
        .isInstanceOf(ModelException.class)
        .hasMessageContainingAll(KEY, "not what it was", "loqa models remove tiny");
  }

  @Test
  void twoProcessesDoNotFetchTheSame() throws IOException {
    share(model());
    try (ModelLock _ = ModelLock.take(new ModelFolder(models), "tiny")) {
      assertThatThrownBy(() -> file("tiny")).hasMessageContaining("another process");
    }
    assertThat(file("tiny")).exists();
  }

  @Test
  void aBusThatIsAwayIsSaid() {
    bus.close();
    assertThatThrownBy(() -> file("tiny"))
        .isInstanceOf(ModelException.class)
        .hasMessageContaining("the house cannot be asked");
  }
}
