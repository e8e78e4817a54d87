package dev.loqa.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loqa.cli.api.Exit;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `loqa models` as a person types it.
final class ModelsCommandTest {
  @TempDir private Path data = Path.of("");

  private Run models(String command, String... more) {
    String[] words = new String[more.length + 4];
    words[0] = "models";
    words[1] = command;
    words[2] = "--data";
    words[3] = data.toString();
    System.arraycopy(more, 0, words, 4, more.length);
    return Run.loqa(words);
  }

  /// A Whisper model without weights.
  private Path file(int vocabulary) throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(56 + 80 * 4 + 8).order(ByteOrder.LITTLE_ENDIAN);
    int[] head = {0x67676d6c, vocabulary, 1_500, 384, 6, 4, 448, 384, 6, 4, 80, 1, 80, 1};
    for (int number : head) {
      bytes.putInt(number);
    }
    bytes.position(bytes.position() + 80 * 4).putInt(1).putInt(0);
    return Files.write(data.resolve("ggml-own.bin"), bytes.array());
  }

  @Test
  void takesListsChecksAndRemovesAModel() throws IOException {
    Run added = models("add", file(51_864).toString());
    assertThat(added.code()).isZero();
    assertThat(added.out()).contains("Whisper tiny, English").contains("stt: {engine: whisper");
    assertThat(models("list").out()).contains("ggml-own").contains("whisper-tiny.en");
    assertThat(models("verify").out()).contains("ggml-own").contains("ok").contains("as it came");
    Run removed = models("remove", "ggml-own");
    assertThat(removed.out()).contains("removed ggml-own");
    assertThat(models("verify").out()).contains("no model here");
    assertThat(models("remove", "ggml-own").code()).isEqualTo(Exit.FAILED);
  }

  @Test
  void showsAndRemovesWhatCameBeforeADownloadBrokeOff() throws IOException {
    Path part = data.resolve("models/whisper-tiny.en.part");
    Files.createDirectories(part.getParent());
    Files.write(part, new byte[2_000_000]);
    Files.writeString(part.resolveSibling("whisper-tiny.en.part.tag"), "\"one\"");

    assertThat(models("list").out())
        .contains("of it came: loqa models pull whisper-tiny.en goes on");
    Run removed = models("remove", "whisper-tiny.en");
    assertThat(removed.code()).isZero();
    assertThat(removed.out()).contains("removed what had come of whisper-tiny.en");
    assertThat(part).doesNotExist();
    assertThat(part.resolveSibling("whisper-tiny.en.part.tag")).doesNotExist();
  }

  @Test
  void seesThatAModelHasChanged() throws IOException {
    models("add", file(51_864).toString());
    Files.copy(
        file(51_865), data.resolve("models/ggml-own.bin"), StandardCopyOption.REPLACE_EXISTING);
    Run verified = models("verify");
    assertThat(verified.code()).isEqualTo(Exit.UNTRUSTED);
    assertThat(verified.out()).contains("BAD").contains("has changed since it came");
  }

  @Test
  void keepsAModelThatTheConfigurationNames() throws IOException {
    models("add", file(51_864).toString());
    Files.createDirectories(data.resolve("run"));
    Files.writeString(
        data.resolve("run/edge-stt.yaml"),
        "{\"stt\":{\"engine\":\"whisper\",\"threads\":null,\"whisper\":{\"model\":\"ggml-own\"}}}");
    Run removed = models("remove", "ggml-own");
    assertThat(removed.code()).isEqualTo(Exit.CONFLICT);
    assertThat(removed.err()).contains("stt.whisper.model");
    assertThat(data.resolve("models/ggml-own.bin")).exists();
  }

  @Test
  void refusesInWords() throws IOException {
    assertThat(models("pull", "whisper-tiny.em").err())
        .contains("did you mean \"whisper-tiny.en\"");
    Run unknown = models("pull", "kokoro-fp16");
    assertThat(unknown.code()).isEqualTo(Exit.UNTRUSTED);
    assertThat(unknown.err()).contains("--sha256");
    Run other = models("pull", "whisper-tiny.en", "--sha256", "0".repeat(64));
    assertThat(other.code()).isEqualTo(Exit.UNTRUSTED);
    assertThat(models("pull", "whisper-tiny.en", "--sha256", "0").code()).isEqualTo(Exit.USAGE);
    assertThat(models("pull", "whisper-tiny.en", "--mirror", "nas").err())
        .contains("no web address");
    Path text = Files.writeString(data.resolve("a.bin"), "words");
    assertThat(models("add", text.toString()).err()).contains("no model that is known");
    assertThat(Run.loqa("models").code()).isEqualTo(Exit.USAGE);
  }
}
