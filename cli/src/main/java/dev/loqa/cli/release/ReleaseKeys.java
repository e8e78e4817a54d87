package dev.loqa.cli.release;

import dev.loqa.cli.api.CliException;
import dev.loqa.cli.api.Exit;
import dev.loqa.skillhost.packages.KeyException;
import dev.loqa.skillhost.packages.PublisherKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// The keys that may sign releases for this machine: a file with one fingerprint a line, so that a
/// next key can be known before the last one ends. Lines that begin with `#` are passed over.
public record ReleaseKeys(Path file, List<PublisherKey> keys) {
  private static final int MOST_BYTES = 4 << 10;

  public ReleaseKeys {
    keys = List.copyOf(keys);
  }

  /// Reads the file.
  ///
  /// @throws CliException when it is missing or holds no key
  public static ReleaseKeys read(Path file) {
    try {
      if (!Files.isRegularFile(file)) {
        throw new CliException(
            Exit.UNTRUSTED,
            file
                + " is missing, so no release can be believed: put the release key's public half there");
      }
      if (Files.size(file) > MOST_BYTES) {
        throw new CliException(Exit.UNTRUSTED, file + " is no file of keys: it is too large");
      }
      List<PublisherKey> keys =
          Files.readAllLines(file).stream()
              .map(String::strip)
              .filter(line -> !line.isEmpty() && !line.startsWith("#"))
              .map(PublisherKey::new)
              .toList();
      if (keys.isEmpty()) {
        throw new CliException(
            Exit.UNTRUSTED, file + " holds no key: put the release key's public half there");
      }
      return new ReleaseKeys(file, keys);
    } catch (KeyException | IOException e) {
      throw new CliException(Exit.UNTRUSTED, file + " cannot be used (" + e.getMessage() + ")", e);
    }
  }
}
