package dev.loqa.cli.skill;

import dev.loqa.cli.text.Shell;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// Which registry is meant, where several offer a name.
final class FromOption {
  @Option(
      names = "--from",
      paramLabel = "PLACE",
      description = "From this registry only, as loqa-skill registry list shows it.")
  private @Nullable String place;

  @Nullable String place() {
    return place;
  }

  /// The option as it was given, to be typed again; empty without it.
  String typed() {
    return place == null ? "" : " --from " + Shell.typed(place);
  }
}
