package dev.loqa.cli.update;

import dev.loqa.cli.release.ReleaseKeys;
import dev.loqa.cli.text.Shell;
import java.nio.file.Path;
import java.util.function.Consumer;
import picocli.CommandLine.Option;

/// Which folder of releases a command means, and how this machine is configured for updates.
final class UpdateOptions {
  @Option(
      names = "--root",
      paramLabel = "DIR",
      description = "The folder of releases (default: /opt/loqa).")
  private Path root = Path.of("/opt/loqa");

  @Option(
      names = "--config",
      paramLabel = "FILE",
      description =
          "How this machine updates (default: /etc/loqa/update.yaml, which may be absent).")
  private Path config = UpdateConfig.FILE;

  @Option(
      names = "--key",
      paramLabel = "FILE",
      description = "The keys that may sign releases (default: /etc/loqa/release.pub).")
  private Path key = Path.of("/etc/loqa/release.pub");

  ReleaseKeys keys() {
    return ReleaseKeys.read(key);
  }

  Releases releases() {
    return new Releases(root);
  }

  UpdateConfig config(Shell shell) {
    return UpdateConfig.read(config, shell.environment(), Path.of("/"));
  }

  /// Where lines on what is being done go: seen by a person, and kept by the journal.
  static Consumer<String> progress(Shell shell) {
    return line -> shell.err().println("  " + line);
  }
}
