package dev.loqa.edge.llm;

import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// How good an answer is wanted, and how long its first token may take for it.
public enum Tier {
  FAST(Duration.ofMillis(200)),
  BALANCED(Duration.ofMillis(400)),
  RICH(Duration.ofSeconds(1));

  private final Duration budget;

  Tier(Duration budget) {
    this.budget = budget;
  }

  /// From the question to the first token.
  public Duration budget() {
    return budget;
  }

  /// The name in configuration and on the wire.
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /// The tier of a name, with or without the `qos.` of the original.
  static Optional<Tier> of(@Nullable String word) {
    for (Tier tier : values()) {
      if (tier.word().equals(word) || ("qos." + tier.word()).equals(word)) {
        return Optional.of(tier);
      }
    }
    return Optional.empty();
  }
}
