package dev.loqa.cli.skill;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// How somebody agrees, or only looks.
final class AgreeOptions {
  @Option(names = "--plan", description = "Say what would happen; do nothing.")
  private boolean plan;

  @Option(
      names = "--yes",
      description = "Agree to a skill that asks for nothing unusual; never to wider rights.")
  private boolean yes;

  @Option(
      names = "--consent",
      paramLabel = "DIGEST",
      description = "Agree to exactly the text whose digest this is.")
  private @Nullable String consent;

  boolean plan() {
    return plan;
  }

  boolean yes() {
    return yes;
  }

  @Nullable String consent() {
    return consent;
  }
}
