package dev.loqa.cli.backup;

import dev.loqa.cli.age.AgeException;
import dev.loqa.cli.age.AgeFile;
import dev.loqa.cli.age.AgeKey;
import dev.loqa.cli.api.CliException;
import dev.loqa.cli.api.Exit;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;

/// A backup's file as it is opened: every reason why it cannot be is said in words, with the exit
/// code of its kind.
final class Vault {
  private Vault() {}

  /// Reads a backup to its end and believes nothing before.
  ///
  /// @throws CliException 1: it is damaged, cut off, foreign or of a newer Loqa; 3: the key is
  ///   another one
  static ArchiveReader.Contents read(
      Path file, Collection<AgeKey> keys, ArchiveReader.Taker taker) {
    if (!Files.isRegularFile(file)) {
      throw new CliException(Exit.FAILED, file + " is no file: name a backup");
    }
    try (InputStream in = AgeFile.decrypting(file, keys)) {
      return ArchiveReader.read(in, taker);
    } catch (AgeException e) {
      throw refused(file, e);
    } catch (ArchiveException e) {
      throw new CliException(
          Exit.FAILED, file + " " + e.getMessage() + wayOut(String.valueOf(e.getMessage())), e);
    } catch (IOException e) {
      throw new CliException(
          Exit.FAILED, file + " cannot be read (" + e + "): check the disk and its rights", e);
    }
  }

  private static String wayOut(String fault) {
    return fault.contains(": ") ? "" : ": nothing of it is used; take another backup";
  }

  private static CliException refused(Path file, AgeException e) {
    return switch (e.fault()) {
      case FOREIGN ->
          new CliException(
              Exit.FAILED,
              file + " is no backup of Loqa (" + e.getMessage() + "): name another",
              e);
      case OTHER_KEY ->
          new CliException(
              Exit.DENIED,
              file + " was made for another key: show the one that goes with it, with --key",
              e);
      case DAMAGED ->
          new CliException(
              Exit.FAILED,
              file + " was changed or cut off: nothing of it is used; take another backup",
              e);
    };
  }
}
