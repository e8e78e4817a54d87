package dev.loqa.base.models;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ModelFileTest {
  private static final Path REAL = Path.of("..", "..", "shared", "data", "models");
  private static final byte[] NUMPY = {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', 1, 0};

  @TempDir private Path folder = Path.of("");

  private Path file(byte[] content) throws IOException {
    return Files.write(folder.resolve("model"), content);
  }

  private ModelFile read(byte[] content) throws IOException {
    return ModelFile.read(file(content));
  }

  private void refuses(byte[] content, String why) throws IOException {
    Path file = file(content);
    assertThatThrownBy(() -> ModelFile.read(file))
        .isInstanceOf(ModelException.class)
        .hasMessageContaining(file.toString())
        .hasMessageContaining(why)
        .hasMessageContaining(": ");
  }

  private static byte[] zip(String name, byte[] content) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      zip.putNextEntry(new ZipEntry(name));
      zip.write(content);
    }
    return bytes.toByteArray();
  }

  @Test
  void knowsEachKindByItsContent() throws IOException {
    assertThat(read(ModelBytes.whisper()).kind()).isEqualTo(ModelKind.WHISPER);
    assertThat(read(ModelBytes.whisper()).about()).contains("English").doesNotContain("tests");
    assertThat(read(ModelBytes.whisper(51_865, 50)).about()).contains("many languages");
    assertThat(read(ModelBytes.whisper(51_864, 0)).about()).contains("for tests only");
    assertThat(read(ModelBytes.onnx("tokens", "style", "speed")).kind())
        .isEqualTo(ModelKind.KOKORO);
    assertThat(read(ModelBytes.onnx("input", "state", "sr")).kind()).isEqualTo(ModelKind.VAD);
    assertThat(read(new byte[510 * 256 * 4]).kind()).isEqualTo(ModelKind.VOICE);
    assertThat(read(zip("af_heart.npy", NUMPY)).kind()).isEqualTo(ModelKind.VOICES);
  }

  @ParameterizedTest
  @CsvSource({"0,1,4", "2,32,18", "8,32,34", "10,256,84", "12,256,144", "14,256,210"})
  void takesTensorsOfAllTypesThatWhisperCppLoads(int type, int values, int size)
      throws IOException {
    byte[] model = ModelBytes.whisper(51_864, 50, type, values, size);
    assertThat(read(model).about()).isEqualTo("Whisper 1 layers, English");
    refuses(Arrays.copyOf(model, model.length - 1), "cut off");
    refuses(ModelBytes.whisper(51_864, 50, 99, values, size), "of type 99, which is not known");
  }

  @Test
  void knowsTheRealFiles() {
    assumeTrue(
        Files.isDirectory(REAL),
        "the shared test data is not here: real files of other projects are not looked at");
    assertThat(ModelFile.read(REAL.resolve("silero_vad_16k_op15.onnx")).kind())
        .isEqualTo(ModelKind.VAD);
    assertThat(ModelFile.read(REAL.resolve("kokoro_stub.onnx")).kind()).isEqualTo(ModelKind.KOKORO);
    assertThat(ModelFile.read(REAL.resolve("kokoro_stub_tokens.onnx")).kind())
        .isEqualTo(ModelKind.KOKORO);
    assertThat(ModelFile.read(REAL.resolve("af_heart.bin")).kind()).isEqualTo(ModelKind.VOICE);
    assertThat(ModelFile.read(REAL.resolve("for-tests-ggml-tiny.en.bin")).about())
        .isEqualTo("Whisper tiny, English, without weights: for tests only");
  }

  @Test
  void refusesWhatIsCutOffAnywhere() throws IOException {
    byte[] whisper = ModelBytes.whisper();
    for (int length = 5; length < whisper.length; length += 7) {
      boolean beforeTheFirstTensor = length == ModelBytes.whisper(51_864, 0).length;
      if (!beforeTheFirstTensor) {
        refuses(Arrays.copyOf(whisper, length), "cut off");
      }
    }
    byte[] net = ModelBytes.onnx("tokens", "style", "speed");
    for (int length = 3; length < net.length; length += 7) {
      refuses(Arrays.copyOf(net, length), "");
    }
    byte[] voices = zip("af_heart.npy", NUMPY);
    refuses(Arrays.copyOf(voices, voices.length - 5), "cut off archive");
  }

  @Test
  void refusesForeignFilesByName() throws IOException {
    refuses(new byte[0], "is empty");
    refuses("GGUF and so on".getBytes(UTF_8), "GGUF form");
    refuses("<!DOCTYPE html><title>Sign in</title>".getBytes(UTF_8), "a web page");
    refuses("version https://git-lfs.github.com/spec/v1\n".getBytes(UTF_8), "Git LFS");
    refuses("just some words".getBytes(UTF_8), "no model that is known");
    refuses(ModelBytes.whisper(32_000, 0), "no Whisper model");
    refuses(ModelBytes.onnx("pixels"), "[pixels]");
    refuses(zip("archive/data.pkl", NUMPY), "PyTorch");
    refuses(zip("readme.txt", NUMPY), "not of voices");
    refuses(zip("voice.npy", "text".getBytes(UTF_8)), "not of voices");
    byte[] noise = new byte[510 * 256 * 4];
    ByteBuffer.wrap(noise).order(ByteOrder.LITTLE_ENDIAN).putFloat(400, Float.NaN);
    refuses(noise, "other content");
    assertThatThrownBy(() -> ModelFile.read(folder.resolve("none")))
        .hasMessageContaining("is not there");
    assertThatThrownBy(() -> ModelFile.read(folder)).hasMessageContaining("is no file");
  }

  @Test
  void refusesNumbersWithoutSense() throws IOException {
    byte[] filters = ModelBytes.whisper();
    ByteBuffer.wrap(filters).order(ByteOrder.LITTLE_ENDIAN).putInt(52, Integer.MAX_VALUE);
    refuses(filters, "its filters have no sense");
    byte[] words = ModelBytes.whisper();
    int vocabulary = 56 + 80 * 2 * 4;
    ByteBuffer.wrap(words).order(ByteOrder.LITTLE_ENDIAN).putInt(vocabulary, -1);
    refuses(words, "its vocabulary has no sense");
    byte[] tensor = ModelBytes.whisper();
    int first = ModelBytes.whisper(51_864, 0).length;
    ByteBuffer.wrap(tensor).order(ByteOrder.LITTLE_ENDIAN).putInt(first, 99);
    refuses(tensor, "tensor 1 has no sense");
  }
}
