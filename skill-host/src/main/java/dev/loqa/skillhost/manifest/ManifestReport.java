package dev.loqa.skillhost.manifest;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What came of reading a skill's manifest and locales.
///
/// @param readable the manifest; none if there is any problem
/// @param problems what makes it invalid
/// @param consents what is valid and only the owner can allow
public record ManifestReport(
    @Nullable Manifest readable, List<Finding> problems, List<Finding> consents) {
  public ManifestReport {
    problems = List.copyOf(problems);
    consents = List.copyOf(consents);
  }

  /// The manifest, empty if there is any problem.
  public Optional<Manifest> manifest() {
    return Optional.ofNullable(readable);
  }
}
