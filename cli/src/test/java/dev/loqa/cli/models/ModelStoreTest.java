package dev.loqa.cli.models;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.loqa.cli.api.CliException;
import dev.loqa.cli.api.Exit;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ModelStoreTest {
  private static final byte[] MODEL = model(0x67676d6c, 51_864);

  @TempDir private Path folder = Path.of("");
  private HttpServer server;
  private ModelStore store;
  private final List<String> ranges = new ArrayList<>();

  @BeforeEach
  void start() throws IOException {
    store = new ModelStore(folder.resolve("data"));
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/tiny", this::serve);
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  /// The head of a Whisper model, and some content.
  static byte[] model(int magic, int vocabulary) {
    ByteBuffer bytes = ByteBuffer.allocate(1_000).order(ByteOrder.LITTLE_ENDIAN);
    for (int number : new int[] {magic, vocabulary, 1_500, 384, 6, 4, 448, 384, 6, 4, 80, 1}) {
      bytes.putInt(number);
    }
    return bytes.array();
  }

  private void serve(HttpExchange exchange) throws IOException {
    String range = exchange.getRequestHeaders().getFirst("Range");
    ranges.add(String.valueOf(range));
    int from = range == null ? 0 : Integer.parseInt(range.replaceAll("\\D", ""));
    byte[] rest = Arrays.copyOfRange(MODEL, from, MODEL.length);
    try (exchange) {
      exchange.sendResponseHeaders(range == null ? 200 : 206, rest.length);
      exchange.getResponseBody().write(rest);
    }
  }

  private ModelPin pin(String sha256, long bytes) {
    URI url = URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/tiny");
    return new ModelPin("tiny", url, sha256, bytes, "MIT");
  }

  private ModelPin pin() throws IOException {
    return pin(ModelStore.sha256(write("model", MODEL)), MODEL.length);
  }

  private Path write(String name, byte[] content) throws IOException {
    return Files.write(folder.resolve(name), content);
  }

  private Path part() throws IOException {
    Path models = Files.createDirectories(folder.resolve("data/models"));
    return models.resolve("tiny.part");
  }

  @Test
  void fetchesAModelOnceAndTellsHowFarItIs() throws IOException {
    List<Long> told = new ArrayList<>();
    ModelStore.Stored stored = store.pull(pin(), told::add);
    assertThat(stored.file()).hasBinaryContent(MODEL);
    assertThat(told).last().isEqualTo((long) MODEL.length);
    assertThat(store.stored()).containsExactly(stored);
    assertThat(store.pull(pin(), told::add)).isEqualTo(stored);
    assertThat(ranges).containsExactly("null");
  }

  @Test
  void goesOnWhereItBrokeOff() throws IOException {
    Files.write(part(), Arrays.copyOf(MODEL, 600));
    assertThat(store.pull(pin(), _ -> {}).file()).hasBinaryContent(MODEL);
    assertThat(ranges).containsExactly("bytes=600-");
    assertThat(part()).doesNotExist();
  }

  @Test
  void refusesAFileWithAnotherDigestAndKeepsNothingOfIt() throws IOException {
    ModelPin pin = pin("0".repeat(64), MODEL.length);
    assertThatThrownBy(() -> store.pull(pin, _ -> {}))
        .isInstanceOf(CliException.class)
        .hasMessageContaining("sha256")
        .extracting(e -> ((CliException) e).exitCode())
        .isEqualTo(Exit.UNTRUSTED);
    assertThat(store.stored()).isEmpty();
    assertThat(part()).doesNotExist();
  }

  @Test
  void refusesMoreThanTheModelHas() {
    ModelPin pin = pin("0".repeat(64), 10);
    assertThatThrownBy(() -> store.pull(pin, _ -> {}))
        .isInstanceOf(CliException.class)
        .hasMessageContaining("more than the 10 bytes");
  }

  @Test
  void saysWhatToDoWithoutANetwork() throws IOException {
    ModelPin pin = pin();
    server.stop(0);
    assertThatThrownBy(() -> store.pull(pin, _ -> {}))
        .isInstanceOf(CliException.class)
        .hasMessageContainingAll(
            pin.url().toString(), pin.sha256(), "loqa models add FILE --as tiny")
        .extracting(e -> ((CliException) e).exitCode())
        .isEqualTo(Exit.UNAVAILABLE);
  }

  @Test
  void addsAFileThatThePersonHas() throws IOException {
    Path file = write("mine.bin", MODEL);
    ModelStore.Stored stored = store.add(file, "mine");
    assertThat(stored.file()).isEqualTo(folder.resolve("data/models/mine.bin"));
    assertThat(stored.file()).hasBinaryContent(MODEL);
    assertThat(store.add(file, "mine")).isEqualTo(stored);
    assertThat(file).exists();
  }

  @Test
  void refusesAnotherModelOfTheSameName() throws IOException {
    store.add(write("mine.bin", MODEL), "mine");
    Path other = write("other.bin", model(0x67676d6c, 51_865));
    assertThatThrownBy(() -> store.add(other, "mine"))
        .isInstanceOf(CliException.class)
        .extracting(e -> ((CliException) e).exitCode())
        .isEqualTo(Exit.CONFLICT);
  }

  @Test
  void refusesWhatIsNoWhisperModel() throws IOException {
    Path gguf = write("a.gguf", model(0x46554747, 51_864));
    assertThatThrownBy(() -> store.add(gguf, "a")).hasMessageContaining("is in GGUF form");
    Path other = write("b.bin", model(0x67676d6c, 32_000));
    assertThatThrownBy(() -> store.add(other, "b")).hasMessageContaining("no Whisper model");
    Path text = write("c.bin", new byte[3]);
    assertThatThrownBy(() -> store.add(text, "c")).hasMessageContaining("too short");
    Path none = folder.resolve("none.bin");
    assertThatThrownBy(() -> store.add(none, "d")).hasMessageContaining("cannot be read");
    assertThatThrownBy(() -> store.place("../token")).hasMessageContaining("choose another");
    assertThat(store.stored()).isEmpty();
  }

  @Test
  void readsThePinsOfTheCheckout() {
    ModelPins pins =
        ModelPins.parse(
            List.of(
                "# a comment",
                "pin_nats_version=2.15.0",
                "pin_model_x_name=x.en",
                "pin_model_x=https://example.org/x.bin",
                "pin_model_x_sha256=" + "a".repeat(64),
                "pin_model_x_bytes=12",
                "pin_model_x_licence=MIT"));
    assertThat(pins.named("x.en"))
        .contains(
            new ModelPin(
                "x.en", URI.create("https://example.org/x.bin"), "a".repeat(64), 12, "MIT"));
    assertThat(pins.named("y")).isEmpty();
    assertThatThrownBy(() -> ModelPins.parse(List.of("pin_model_x=https://example.org/x.bin")))
        .hasMessageContaining("pin_model_x_name is missing");
  }

  @Test
  void pinsWhatTheErrorsOfTheEarsName() {
    Path pins = Path.of("..", "launcher", "pins");
    assertThat(ModelPins.read(pins).named("whisper-tiny.en")).isPresent();
  }
}
