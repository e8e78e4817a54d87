package dev.loqa.cli.node;

import dev.loqa.cli.options.DataOption;
import dev.loqa.cli.text.Shell;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// Which house a command means.
final class HouseOption {
  @Mixin private DataOption data = new DataOption();

  @Option(
      names = "--authority",
      paramLabel = "DIR",
      description = {
        "Decide without a running Loqa, by the authority's key in this folder, for a bus",
        "that is not loqad's own; enroll makes the authority where there is none."
      })
  private @Nullable Path authority;

  House open(Shell shell) {
    return authority == null ? new RunningHouse(data.api(shell)) : FolderHouse.known(authority);
  }

  /// The same, and a folder without an authority gets one.
  House openOrMake(Shell shell) {
    return authority == null
        ? new RunningHouse(data.api(shell))
        : FolderHouse.knownOrNew(authority);
  }

  /// Whether the bus has to be told by hand.
  boolean offline() {
    return authority != null;
  }

  /// The option as it has to be typed again; empty where nobody gave it.
  String typed() {
    return authority == null ? data.typed() : " --authority " + Shell.typed(authority.toString());
  }
}
