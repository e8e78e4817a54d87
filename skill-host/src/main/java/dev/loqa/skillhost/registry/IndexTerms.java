package dev.loqa.skillhost.registry;

import dev.loqa.skillhost.packages.SigningKey;
import dev.loqa.skillhost.registry.RegistryException.Kind;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/// How the next index of a registry is made.
///
/// @param key signs it
/// @param life how long it is good, at most ten years
/// @param now when it is made
/// @param number the number it has; 0: the next one. For who has lost a registry and makes it
///   again: those who saw a higher number take a lower one for a replay
public record IndexTerms(SigningKey key, Duration life, Instant now, long number) {
  /// How long an index is good unless said otherwise.
  public static final Duration USUAL_LIFE = Duration.ofDays(90);

  private static final Duration LONGEST_LIFE = Duration.ofDays(3_660);

  /// @throws RegistryException when the life or number is none
  public IndexTerms {
    if (life.compareTo(LONGEST_LIFE) > 0 || !life.isPositive()) {
      throw new RegistryException(
          Kind.INVALID, "an index is good for 1 to " + LONGEST_LIFE.toDays() + " days");
    }
    if (number < 0) {
      throw new RegistryException(Kind.INVALID, "an index has a number from 1 on");
    }
  }

  /// With the next number.
  public static IndexTerms of(SigningKey key, Duration life, Instant now) {
    return new IndexTerms(key, life, now, 0);
  }

  Instant end() {
    return now.plus(life).truncatedTo(ChronoUnit.SECONDS);
  }

  /// The number after this one.
  long after(Path registry, long last) {
    if (number != 0 && number <= last) {
      throw new RegistryException(
          Kind.INVALID,
          "registry "
              + registry
              + ": its index is number "
              + last
              + " already: say a higher one than "
              + number);
    }
    return number == 0 ? last + 1 : number;
  }
}
