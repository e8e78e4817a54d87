package dev.loqa.cli.backup;

import dev.loqa.cli.age.AgeKey;
import dev.loqa.cli.api.CliException;
import dev.loqa.cli.api.Exit;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Option;

/// The secret keys that a command may read backups with.
final class KeyOption {
  @Option(
      names = "--key",
      paramLabel = "FILE",
      description = "The secret key of the backup; may be repeated.")
  private List<Path> files = new ArrayList<>();

  /// The keys; a usage error when there is none.
  List<AgeKey> keys() {
    if (files.isEmpty()) {
      throw new CliException(
          Exit.USAGE, "a backup is read with its secret key: name the file with --key");
    }
    return files.stream().map(KeyFiles::secret).toList();
  }
}
