package dev.loqa.cli.models;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.loqa.base.models.ModelFile;
import dev.loqa.base.models.ModelFolder;
import dev.loqa.base.models.ModelKind;
import dev.loqa.base.models.ModelLock;
import dev.loqa.cli.api.CliException;
import dev.loqa.cli.api.Exit;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ModelStoreTest {
  private static final byte[] MODEL = ModelServer.MODEL;

  @TempDir private Path folder = Path.of("");
  private ModelServer server;
  private ModelStore store;

  @BeforeEach
  void start() throws IOException {
    store = new ModelStore(folder.resolve("data"));
    server = new ModelServer();
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private ModelPin pin() throws IOException {
    return pin("/tiny");
  }

  private ModelPin pin(String path) throws IOException {
    return server.pin(path, ModelFolder.sha256(write("model", MODEL)), MODEL.length);
  }

  private Path write(String name, byte[] content) throws IOException {
    return Files.write(folder.resolve(name), content);
  }

  private Path part() throws IOException {
    Path models = Files.createDirectories(folder.resolve("data/models"));
    return models.resolve("tiny.part");
  }

  /// What a pull that cannot work says, and with which exit code.
  private CliException refused(ModelPin pin, int exitCode) {
    CliException refusal = catchThrowableOfType(CliException.class, () -> store.pull(pin, _ -> {}));
    assertThat(refusal.exitCode()).isEqualTo(exitCode);
    assertThat(store.folder().stored()).isEmpty();
    return refusal;
  }

  @Test
  void fetchesAModelOnceAndTellsHowFarItIs() throws IOException {
    List<Long> told = new ArrayList<>();
    ModelFolder.Stored stored = store.pull(pin(), told::add);
    assertThat(stored.file()).hasBinaryContent(MODEL);
    assertThat(stored.digest()).isEqualTo(pin().sha256());
    assertThat(told).last().isEqualTo((long) MODEL.length);
    assertThat(store.folder().stored()).containsExactly(stored);
    assertThat(store.pull(pin(), told::add)).isEqualTo(stored);
    assertThat(server.asked).containsExactly("null");
    assertThat(part().resolveSibling("tiny.part.tag")).doesNotExist();
  }

  @Test
  void goesOnWhereItBrokeOff() throws IOException {
    server.breaksOff = true;
    assertThat(refused(pin(), Exit.UNAVAILABLE)).hasMessageContaining("try again");
    int half = MODEL.length / 2;
    assertThat(part()).hasSize(half);

    server.breaksOff = false;
    assertThat(store.pull(pin(), _ -> {}).file()).hasBinaryContent(MODEL);
    assertThat(server.asked).containsExactly("null", "bytes=" + half + "- if \"one\"");
    assertThat(part()).doesNotExist();
  }

  @Test
  void beginsAnewWhenTheFileHasChangedMeanwhile() throws IOException {
    server.content = new byte[MODEL.length];
    server.breaksOff = true;
    refused(pin(), Exit.UNAVAILABLE);

    server.content = MODEL;
    server.etag = "\"two\"";
    server.breaksOff = false;
    assertThat(store.pull(pin(), _ -> {}).file()).hasBinaryContent(MODEL);
    assertThat(server.asked).hasSize(2);
  }

  @Test
  void beginsAnewWhenTheTwoPartsDoNotFit() throws IOException {
    // no tag is known: only the digest tells that the first half is of another file
    Files.write(part(), new byte[600]);
    assertThat(store.pull(pin(), _ -> {}).file()).hasBinaryContent(MODEL);
    assertThat(server.asked).containsExactly("bytes=600-", "null");
  }

  @Test
  void beginsAnewWithAServerThatKnowsNoRanges() throws IOException {
    server.knowsRanges = false;
    Files.write(part(), Arrays.copyOf(MODEL, 600));
    assertThat(store.pull(pin(), _ -> {}).file()).hasBinaryContent(MODEL);
    assertThat(server.asked).containsExactly("bytes=600-");
  }

  @Test
  void beginsAnewAfterAPartThatIsTooLong() throws IOException {
    Files.write(part(), new byte[MODEL.length + 1]);
    assertThat(store.pull(pin(), _ -> {}).file()).hasBinaryContent(MODEL);
    assertThat(server.asked).containsExactly("null");
  }

  @Test
  void followsAServerThatSendsOnButNotToAnotherProtocol() throws IOException {
    assertThat(store.pull(pin("/moved"), _ -> {}).file()).hasBinaryContent(MODEL);
    store.folder().remove(store.folder().find("tiny").orElseThrow());
    assertThat(refused(pin("/away"), Exit.UNAVAILABLE))
        .hasMessageContaining("sends on to https://127.0.0.1:1/tiny, which is not followed");
  }

  @Test
  void refusesTheWebPageOfAProxy() throws IOException {
    assertThat(refused(pin("/page"), Exit.UNAVAILABLE)).hasMessageContaining("a web page");
    assertThat(part()).doesNotExist();
    assertThat(refused(pin("/none"), Exit.UNAVAILABLE)).hasMessageContaining("status 404");
  }

  @Test
  void refusesAnotherLengthBeforeItComes() throws IOException {
    ModelPin pin = server.pin("/tiny", "0".repeat(64), 10);
    assertThat(refused(pin, Exit.UNTRUSTED)).hasMessageContaining("not the 10 of tiny");
    assertThat(part()).doesNotExist();
  }

  @Test
  void refusesAFileWithAnotherDigestAndKeepsNothingOfIt() throws IOException {
    ModelPin pin = server.pin("/tiny", "0".repeat(64), MODEL.length);
    assertThat(refused(pin, Exit.UNTRUSTED)).hasMessageContaining("sha256");
    assertThat(part()).doesNotExist();
  }

  @Test
  void refusesAFileOfAnotherKindAlthoughItsDigestIsRight() throws IOException {
    byte[] text = "not a model".repeat(10).getBytes(StandardCharsets.UTF_8);
    server.content = text;
    ModelPin pin = server.pin("/tiny", ModelFolder.sha256(write("text", text)), text.length);
    assertThatThrownBy(() -> store.pull(pin, _ -> {})).hasMessageContaining("no model");
    assertThat(store.folder().stored()).isEmpty();
    assertThat(part()).doesNotExist();
  }

  @Test
  void givesTheRoomBackWhenTheDiskIsFull() throws IOException {
    assumeTrue(Files.exists(Path.of("/dev/full")), "no /dev/full: a full disk cannot be played");
    Files.createSymbolicLink(part(), Path.of("/dev/full"));
    assertThat(refused(pin(), Exit.FAILED)).hasMessageContaining("make room");
    assertThat(Files.isSymbolicLink(part())).isFalse();
  }

  @Test
  void refusesWhatTheDiskCannotHold() {
    ModelPin pin = server.pin("/tiny", "0".repeat(64), Long.MAX_VALUE / 4);
    assertThat(refused(pin, Exit.FAILED)).hasMessageContaining("MB left");
    assertThat(server.asked).isEmpty();
  }

  @Test
  void doesNotTakeADamagedFileForTheOneThatIsPinned() throws IOException {
    ModelFolder.Stored stored = store.pull(pin(), _ -> {});
    byte[] damaged = MODEL.clone();
    damaged[MODEL.length - 1] ^= 1;
    Files.write(stored.file(), damaged);

    CliException refusal =
        catchThrowableOfType(CliException.class, () -> store.pull(pin(), _ -> {}));
    assertThat(refusal.exitCode()).isEqualTo(Exit.CONFLICT);
    assertThat(refusal).hasMessageContaining("loqa models remove tiny");
  }

  @Test
  void refusesASecondPullOfTheSameModel() throws IOException {
    try (ModelLock _ = ModelLock.take(store.folder(), "tiny")) {
      assertThat(refused(pin(), Exit.CONFLICT)).hasMessageContaining("another loqa");
    }
    assertThat(server.asked).isEmpty();
  }

  @Test
  void fetchesNothingWhoseDigestNobodyKnows() {
    ModelPin pin =
        new ModelPin("tiny", ModelKind.WHISPER, server.url("/tiny"), Optional.empty(), 10, "MIT");
    assertThat(refused(pin, Exit.UNTRUSTED)).hasMessageContaining("--sha256");
    assertThat(server.asked).isEmpty();
  }

  @Test
  void saysWhatToDoWithoutANetwork() throws IOException {
    ModelPin pin = pin();
    server.close();
    assertThat(refused(pin, Exit.UNAVAILABLE))
        .hasMessageContainingAll(
            pin.url().toString(), pin.sha256().orElseThrow(), "loqa models add FILE --as tiny");
  }

  @Test
  void addsAFileThatThePersonHas() throws IOException {
    ModelFile file = ModelFile.read(write("mine.bin", MODEL));
    ModelFolder.Stored stored = store.add(file, "mine");
    assertThat(stored.file()).isEqualTo(folder.resolve("data/models/mine.bin"));
    assertThat(stored.file()).hasBinaryContent(MODEL);
    assertThat(store.add(file, "mine")).isEqualTo(stored);
    assertThat(file.file()).exists();
    assertThatThrownBy(() -> store.add(file, "../token")).hasMessageContaining("--as");
  }

  @Test
  void refusesAnotherModelOfTheSameName() throws IOException {
    store.add(ModelFile.read(write("mine.bin", MODEL)), "mine");
    ModelFile other = ModelFile.read(write("other.bin", ModelServer.model(51_865)));
    assertThatThrownBy(() -> store.add(other, "mine"))
        .isInstanceOf(CliException.class)
        .extracting(e -> ((CliException) e).exitCode())
        .isEqualTo(Exit.CONFLICT);
  }

  @Test
  void readsTheCatalogue() {
    List<String> lines =
        List.of(
            "# a comment",
            "pin_nats_version=2.15.0",
            "pin_model_x_name=x.en",
            "pin_model_x_kind=whisper",
            "pin_model_x=https://example.org/x.bin",
            "pin_model_x_bytes=12",
            "pin_model_x_licence=MIT");
    assertThat(ModelPins.parse(lines).named("x.en"))
        .contains(
            new ModelPin(
                "x.en",
                ModelKind.WHISPER,
                URI.create("https://example.org/x.bin"),
                Optional.empty(),
                12,
                "MIT"));
    assertThat(ModelPins.parse(lines).named("y")).isEmpty();
    assertThatThrownBy(() -> ModelPins.parse(List.of("pin_model_x=https://example.org/x.bin")))
        .hasMessageContaining("pin_model_x_name is missing");
  }

  @Test
  void aMirrorHasTheSameFilesUnderTheirNamesHere() throws IOException {
    assertThat(pin().from("http://nas/models").url())
        .isEqualTo(URI.create("http://nas/models/tiny.bin"));
    assertThat(pin().from("http://nas/models/").sha256()).isEqualTo(pin().sha256());
  }

  @Test
  void pinsWhatTheErrorsOfTheEarsName() {
    ModelPins pins = ModelPins.read(Path.of("..", "launcher", "pins"));
    assertThat(pins.named("whisper-tiny.en").flatMap(ModelPin::sha256)).isPresent();
    assertThat(pins.pins()).extracting(pin -> pin.url().getScheme()).containsOnly("https");
    assertThat(pins.pins()).extracting(ModelPin::name).doesNotHaveDuplicates();
  }
}
