package dev.loqa.edge.stt.whisper;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;

/// whisper.cpp's own model for tests: header, vocabulary and dimensions of tiny.en, no weights.
public final class EmptyModel {
  private EmptyModel() {}

  /// Its file; the test is skipped in words where it is absent.
  public static String path() {
    var file =
        Path.of(
            System.getProperty("loqa.root", "."),
            "../shared/data/models/for-tests-ggml-tiny.en.bin");
    assumeTrue(Files.isRegularFile(file), () -> file + " is not here: no model is loaded");
    return file.toString();
  }
}
