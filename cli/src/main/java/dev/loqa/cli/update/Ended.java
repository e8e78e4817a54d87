package dev.loqa.cli.update;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// How a switch ended. What stops one before it begins is a [dev.loqa.cli.api.CliException], and
/// has changed nothing.
public sealed interface Ended {
  /// The release that is active now.
  String active();

  /// It was active before.
  record Already(String active) implements Ended {}

  /// The release is active.
  ///
  /// @param from the one before; none at the first installation
  /// @param watched whether something runs here that was started anew and is healthy
  record Switched(String active, @Nullable String from, boolean watched) implements Ended {}

  /// The release did not become healthy, and the one before is active again.
  ///
  /// @param left the release that was gone back from
  /// @param fault what was wrong with it
  /// @param took from the moment the fault was known until the release before was healthy
  /// @param stillWrong what is wrong with the release before as well; none: it is healthy
  record RolledBack(
      String active, String left, String fault, Duration took, @Nullable String stillWrong)
      implements Ended {}
}
