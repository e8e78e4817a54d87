package dev.loqa.cli.options;

import dev.loqa.cli.api.Api;
import dev.loqa.cli.api.Instance;
import dev.loqa.cli.text.Shell;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// Which Loqa a command means.
public final class DataOption {
  @Option(
      names = "--data",
      paramLabel = "DIR",
      description = {
        "Data folder of the Loqa that is meant;",
        "without it $LOQA_DATA, else ~/.local/share/loqa."
      })
  private @Nullable Path data;

  /// The data folder of the one that is meant.
  public Path folder(Shell shell) {
    return Instance.dataFolder(data, shell.environment());
  }

  /// The API of the running one; exit code 6 when none runs.
  public Api api(Shell shell) {
    return new Api(Instance.find(folder(shell)));
  }

  /// The option as it was given, to be typed again; empty without it.
  public String typed() {
    return data == null ? "" : " --data " + Shell.typed(data.toString());
  }
}
