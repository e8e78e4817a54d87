package dev.loqa.base.audio;

import java.time.Duration;

/// The most that is read from one WAV file; a longer one is refused in words.
public record WavLimits(Duration maxDuration) {
  /// Five minutes: five times the longest utterance that is listened to.
  public static final WavLimits DEFAULT = new WavLimits(Duration.ofMinutes(5));

  public WavLimits {
    if (maxDuration.isNegative() || maxDuration.isZero()) {
      throw new AudioException(
          "the longest sound to read is %s: use more than nothing".formatted(maxDuration));
    }
  }
}
