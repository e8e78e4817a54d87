package dev.loqa.cli.update;

import java.nio.file.Path;

/// Tries a release before anything depends on it. Each call has a deadline; used by one thread.
public interface Trial {
  /// Writes down what the release's programs start with at this place. That no start-up cache can
  /// be made is no failure.
  void prepare(Path release);

  /// Runs the release in a temporary folder and uses it.
  ///
  /// @throws dev.loqa.cli.api.CliException naming what does not work
  void prove(Path release);
}
