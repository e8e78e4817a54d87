package dev.loqa.loqad.route;

import dev.loqa.understanding.Durations;
import dev.loqa.understanding.Numbers;
import dev.loqa.understanding.SlotSpec;
import java.util.Optional;

/// A bare answer to a question for one slot: "five minutes" to "For how long?".
final class SlotAnswer {
  private SlotAnswer() {}

  /// The slot's value, or nothing when the words are no such thing.
  static Optional<Object> read(String type, String words) {
    String bare = words.strip().replaceAll("[.!?]+$", "").replaceFirst("(?i)^for ", "");
    return switch (type) {
      case SlotSpec.DURATION -> Durations.parse(bare).map(Object.class::cast);
      case SlotSpec.NUMBER, SlotSpec.PERCENTAGE -> Numbers.parse(bare).map(Object.class::cast);
      default -> bare.isEmpty() || bare.length() > 80 ? Optional.empty() : Optional.of(bare);
    };
  }
}
