package dev.loqa.edge.stt.pocketsphinx;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// Files that are handed to PocketSphinx by name and read at once.
final class TemporaryFile {
  private TemporaryFile() {}

  /// Deletes it now, or when the process ends if that is not possible.
  static void delete(Path file) {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      file.toFile().deleteOnExit();
    }
  }
}
