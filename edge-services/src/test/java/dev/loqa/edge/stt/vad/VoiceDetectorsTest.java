package dev.loqa.edge.stt.vad;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.loqa.edge.onnx.OnnxException;
import dev.loqa.edge.stt.Sounds;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Which one is chosen, and what a file that is not Silero's leads to.
final class VoiceDetectorsTest {
  @TempDir Path folder;

  private Path file(byte[] content) throws IOException {
    return Files.write(folder.resolve("net.onnx"), content);
  }

  private static String chosen(String use, String model) {
    try (var detector = VoiceDetectors.open(new VadSettings(use, model))) {
      return detector.name();
    }
  }

  @Test
  void sileroIsTakenWhereItsModelIs() throws IOException {
    var net = file(TinySilero.bytes()).toString();

    assertThat(chosen("auto", net)).isEqualTo("silero");
    assertThat(chosen("silero", net)).isEqualTo("silero");
    assertThat(chosen("builtin", net)).isEqualTo("builtin");
  }

  @Test
  void withoutItsModelLoudnessDecides() {
    assertThat(chosen("auto", "silero-vad")).isEqualTo("builtin");
    assertThat(chosen("auto", "")).isEqualTo("builtin");
    assertThat(chosen("silero", "")).isEqualTo("builtin");
    assertThat(chosen("silero", folder.resolve("none.onnx").toString())).isEqualTo("builtin");
  }

  @ParameterizedTest
  @ValueSource(strings = {"auto", "silero"})
  void withABrokenModelLoudnessDecides(String use) throws IOException {
    var whole = TinySilero.bytes();
    var cut = file(Arrays.copyOf(whole, whole.length / 2)).toString();

    assertThat(chosen(use, cut)).isEqualTo("builtin");
  }

  private static void refuses(Path file, String fault) {
    assertThatThrownBy(() -> SileroDetector.open(file))
        .isInstanceOf(OnnxException.class)
        .hasMessageContaining("stt.silero.model is " + file)
        .hasMessageContaining(fault)
        .hasMessageContaining("loqa models pull silero-vad");
  }

  @Test
  void whatIsNotSilerosIsRefusedByName() throws IOException {
    var whole = TinySilero.bytes();

    refuses(folder.resolve("none.onnx"), "there is no readable file");
    refuses(file(new byte[0]), "it is no ONNX model");
    refuses(file("<html>404</html>".getBytes(StandardCharsets.UTF_8)), "it is no ONNX model");
    refuses(file(Arrays.copyOf(whole, whole.length - 40)), "it is no ONNX model");
    refuses(file(TinySilero.older()), "it takes input (float, rank 2), h (float, rank 3)");
  }

  @Test
  void theFileMayBeDeletedWhileItIsUsed() throws IOException {
    var net = file(TinySilero.bytes());
    try (var detector = SileroDetector.open(net)) {
      Files.delete(net);
      try (var activity = detector.begin()) {
        boolean voice = false;
        for (short sample : Sounds.join(Sounds.silence(500), Sounds.tone(500, 20_000))) {
          voice |= activity.accept(sample) && activity.voice();
        }
        assertThat(voice).isTrue();
      }
    }
  }

  @Test
  void voiceIsWhatTheNetAndLoudnessAgreeOn() throws IOException {
    // This net takes loud sound for voice: what is not loud for it is none, loud as it may be for
    // the room.
    try (var detector = SileroDetector.open(file(TinySilero.bytes()));
        var activity = detector.begin();
        var loudness = new BuiltInDetector().begin()) {
      int net = 0;
      int alone = 0;
      for (short sample : Sounds.join(Sounds.noise(300, 10, 1), Sounds.tone(900, 5_000))) {
        net += activity.accept(sample) && activity.voice() ? 1 : 0;
        alone += loudness.accept(sample) && loudness.voice() ? 1 : 0;
      }
      assertThat(net).isZero();
      assertThat(alone).isGreaterThan(50);
    }
  }

  @Test
  void goesOnByLoudnessWhenTheNetFails() throws IOException {
    var detector = SileroDetector.open(file(TinySilero.bytes()));
    try (var activity = detector.begin()) {
      detector.close();
      boolean voice = false;
      for (short sample : Sounds.join(Sounds.noise(300, 10, 1), Sounds.tone(900, 5_000))) {
        voice |= activity.accept(sample) && activity.voice();
      }
      assertThat(voice).isTrue();
    }
  }
}
