package dev.loqa.edge.stt.vad;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;

/// The real net, of the shared test data.
public final class RealSilero {
  private RealSilero() {}

  /// Its file; the test is skipped in words where it is absent.
  public static Path file() {
    var file =
        Path.of(
            System.getProperty("loqa.root", ".."),
            "../shared/data/models/silero_vad_16k_op15.onnx");
    assumeTrue(Files.isRegularFile(file), () -> file + " is not here: Silero is not tried");
    return file;
  }
}
