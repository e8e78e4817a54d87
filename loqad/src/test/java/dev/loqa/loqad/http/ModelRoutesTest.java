package dev.loqa.loqad.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loqa.base.models.ModelFolder;
import dev.loqa.base.models.ModelKind;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Sharing models over the API.
final class ModelRoutesTest {
  @TempDir private Path folder;
  private TestApi api;
  private ModelFolder models;

  @BeforeEach
  void start() throws IOException {
    api = new TestApi(folder.resolve("data"));
    models = new ModelFolder(folder.resolve("data/models"));
    models.make();
    Files.write(models.part("tiny"), model());
    models.keep("tiny", ModelKind.WHISPER, ModelFolder.sha256(models.part("tiny")));
  }

  @AfterEach
  void stop() {
    api.close();
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

  private HttpResponse<String> send(String method, String name)
      throws IOException, InterruptedException {
    return api.send(
        api.owner("/v1/models/" + name).method(method, HttpRequest.BodyPublishers.noBody()));
  }

  @Test
  void sharesAModelAndTakesItBack() throws IOException, InterruptedException {
    HttpResponse<String> shared = send("PUT", "tiny");
    assertThat(shared.statusCode()).as(shared.body()).isEqualTo(200);
    assertThat(api.bus.models().find("tiny")).isPresent();
    assertThat(api.get("/v1/models").body()).contains("\"tiny\"");

    assertThat(send("DELETE", "tiny").statusCode()).isEqualTo(200);
    assertThat(api.bus.models().find("tiny")).isEmpty();
    assertThat(send("DELETE", "tiny").statusCode()).isEqualTo(404);
  }

  @Test
  void sharesNothingThatIsNotWhatItShouldBe() throws IOException, InterruptedException {
    assertThat(send("PUT", "none").statusCode()).isEqualTo(404);
    assertThat(send("PUT", "a%20b").statusCode()).isEqualTo(400);
    byte[] changed = model();
    changed[4]++;
    Files.write(models.path().resolve("tiny.bin"), changed);
    HttpResponse<String> refused = send("PUT", "tiny");
    assertThat(refused.statusCode()).isEqualTo(422);
    assertThat(refused.body()).contains("not what it was");
    Files.write(models.path().resolve("tiny.bin"), new byte[3]);
    assertThat(send("PUT", "tiny").statusCode()).isEqualTo(422);
    assertThat(api.bus.models().all()).isEmpty();
  }
}
