package dev.loqa.cli.skill;

import dev.loqa.skillhost.registry.IndexTerms;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import picocli.CommandLine.Option;

/// How the next index of a registry is signed, numbered, and how long it is good.
final class IndexOptions {
  @Option(
      names = "--key",
      required = true,
      paramLabel = "FILE",
      description = "The registry's signing key, of loqa-skill keygen.")
  private Path key = Path.of("");

  @Option(
      names = "--days",
      paramLabel = "N",
      defaultValue = "90",
      description = "How long the index is good (default: ${DEFAULT-VALUE}).")
  private int days;

  @Option(
      names = "--number",
      paramLabel = "N",
      defaultValue = "0",
      description = {
        "The number of the index; without it the next one. For a registry that was lost and is",
        "made again: houses that saw a higher number take a lower one for a replay."
      })
  private long number;

  /// What they come to now.
  IndexTerms terms() {
    return RegistryText.worked(() ->
        new IndexTerms(PackageText.signingKey(key), Duration.ofDays(days), Instant.now(), number));
  }
}
