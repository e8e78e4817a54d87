package dev.loqa.edge.stt.whisper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.loqa.edge.stt.SttException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class GgmlFileTest {
  private static final int HEAD = 4 + 44 + 8 + 4 * 6 + 4 + 2 * (4 + 1);
  private static final int TENSORS = (12 + 8 + 1 + 4 * 6) + (12 + 4 + 1 + 2 * 18);

  @TempDir Path folder;

  /// A model of two words and two tensors: 2x3 floats, and 64 values in four bits.
  private static byte[] model() {
    var out = ByteBuffer.allocate(HEAD + TENSORS).order(ByteOrder.LITTLE_ENDIAN);
    out.putInt(0x67676d6c).put(new byte[44]);
    out.putInt(2).putInt(3).put(new byte[24]);
    out.putInt(2).putInt(1).put((byte) 'a').putInt(1).put((byte) 'b');
    out.putInt(2).putInt(1).putInt(0).putInt(2).putInt(3).put((byte) 'x').put(new byte[24]);
    out.putInt(1).putInt(1).putInt(2).putInt(64).put((byte) 'y').put(new byte[36]);
    return out.array();
  }

  private int tensors(byte[] bytes) throws IOException {
    return GgmlFile.tensors(Files.write(folder.resolve("model.bin"), bytes));
  }

  @Test
  void countsTheTensorsOfAWholeModel() throws IOException {
    assertThat(tensors(model())).isEqualTo(2);
    assertThat(tensors(Arrays.copyOf(model(), HEAD))).isZero();
  }

  @Test
  void refusesAModelThatEndsAnywhereElse() throws IOException {
    var whole = model();
    int firstTensorEnds = HEAD + 12 + 8 + 1 + 24;
    for (int length = 4; length < whole.length; length++) {
      var cut = Arrays.copyOf(whole, length);
      if (length != HEAD && length != firstTensorEnds) {
        assertThatThrownBy(() -> tensors(cut))
            .isInstanceOf(SttException.class)
            .hasMessageContaining("model.bin, which ends too early, at byte " + length);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "abc", "<html>not found</html>", "RIFF1234WAVE"})
  void refusesOtherFiles(String content) {
    assertThatThrownBy(() -> tensors(content.getBytes(StandardCharsets.UTF_8)))
        .isInstanceOf(SttException.class)
        .hasMessageContaining("no ggml model")
        .hasMessageContaining("loqa models pull");
  }

  @Test
  void refusesADamagedOne() {
    var damaged = model();
    damaged[HEAD - 2] = 127; // the length of the second word
    assertThatThrownBy(() -> tensors(damaged))
        .isInstanceOf(SttException.class)
        .hasMessageContaining("is damaged at byte " + (HEAD - 5));
  }

  @Test
  void leavesATypeThatItDoesNotKnowToWhisper() throws IOException {
    var newer = model();
    newer[HEAD + 8] = 99;
    assertThat(tensors(newer)).isEqualTo(1);
  }
}
