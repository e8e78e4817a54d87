package dev.loqa.skillhost.manifest;

import java.util.List;
import java.util.Optional;

/// How much a person must agree before something happens; later values include the earlier ones.
public enum Risk {
  /// Nothing to ask.
  NONE,
  /// A spoken or typed yes.
  CONFIRM,
  /// The owner's phrase.
  PIN;

  /// The words of a manifest.
  static final List<String> WORDS = List.of("none", "confirm", "pin");

  /// Whether what was cleared covers this risk.
  public boolean coveredBy(Risk cleared) {
    return cleared.compareTo(this) >= 0;
  }

  /// The stricter of the two.
  public Risk or(Risk other) {
    return compareTo(other) >= 0 ? this : other;
  }

  /// The risk of a manifest word (`none`, `confirm`, `pin`), empty for any other word.
  public static Optional<Risk> of(String word) {
    return switch (word) {
      case "none" -> Optional.of(NONE);
      case "confirm" -> Optional.of(CONFIRM);
      case "pin" -> Optional.of(PIN);
      default -> Optional.empty();
    };
  }
}
