package dev.loqa.cli;

import dev.loqa.cli.api.Api;
import dev.loqa.cli.api.Instance;
import dev.loqa.cli.text.Shell;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// Which Loqa a command means.
final class DataOption {
  @Option(
      names = "--data",
      paramLabel = "DIR",
      description = {
        "Data folder of the Loqa that is meant;",
        "without it $LOQA_DATA, else ~/.local/share/loqa."
      })
  private @Nullable Path data;

  Path folder(Shell shell) {
    return Instance.dataFolder(data, shell.environment());
  }

  /// The API of the running one; exit code 6 when none runs.
  Api api(Shell shell) {
    return new Api(Instance.find(folder(shell)));
  }
}
