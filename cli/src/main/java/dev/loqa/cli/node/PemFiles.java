package dev.loqa.cli.node;

import dev.loqa.base.files.PrivateFiles;
import dev.loqa.cli.api.CliException;
import dev.loqa.cli.api.Exit;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.Set;

/// The files that travel between a node and its house: small texts without secrets.
final class PemFiles {
  private static final int MOST_BYTES = 64 * 1024;

  /// A bus server of its own user has to read its rights.
  private static final Set<PosixFilePermission> EVERYBODY_READS =
      PosixFilePermissions.fromString("rw-r--r--");

  private PemFiles() {}

  static byte[] read(Path file) {
    try {
      if (Files.size(file) > MOST_BYTES) {
        throw new CliException(
            Exit.FAILED, file + " has more than " + MOST_BYTES + " bytes: name the right file");
      }
      return Files.readAllBytes(file);
    } catch (IOException e) {
      throw new CliException(
          Exit.FAILED, file + " cannot be read (" + e + "): name a file that is there", e);
    }
  }

  /// Writes `text` where it is not there already.
  static void write(Path file, String text) {
    byte[] content = text.getBytes(StandardCharsets.UTF_8);
    try {
      if (Files.exists(file) && Arrays.equals(Files.readAllBytes(file), content)) {
        return;
      }
      PrivateFiles.write(file, content);
      Files.setPosixFilePermissions(file, EVERYBODY_READS);
    } catch (IOException e) {
      throw new CliException(
          Exit.FAILED, file + " cannot be written (" + e + "): name another with --out", e);
    }
  }
}
