package dev.loqa.edge.stt.vad;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;

/// With the real net.
final class SileroTest extends VoiceActivityContract {
  static Path file() {
    var file =
        Path.of(
            System.getProperty("loqa.root", ".."),
            "../shared/data/models/silero_vad_16k_op15.onnx");
    assumeTrue(Files.isRegularFile(file), () -> file + " is not here: Silero is not tried");
    return file;
  }

  @Override
  VoiceDetector newDetector() {
    return SileroDetector.open(file());
  }

  @Override
  boolean tellsMusic() {
    return true;
  }

  @Override
  double quietNoiseDb() {
    return 5;
  }
}
