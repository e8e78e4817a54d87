package dev.loqa.cli.replay;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// When each entry begins, and how many turns may run at once.
///
/// @param perSecond entries a second instead of their own times; 0: as soon as there is a place
/// @param concurrency turns at once at most; an entry whose time has come waits for a place
public record Pace(@Nullable Double perSecond, int concurrency) {
  /// Turns at once unless somebody says otherwise.
  public static final int USUAL = 8;

  /// What the options mean: `--concurrency` alone is as fast as it goes, `--rate` is even, neither
  /// is the file's own times.
  public static Pace of(@Nullable Double rate, @Nullable Integer concurrency) {
    Double perSecond = rate == null && concurrency != null ? Double.valueOf(0) : rate;
    return new Pace(perSecond, concurrency == null ? USUAL : concurrency);
  }

  /// When entry number `index`, from 0, begins, counted from the start.
  public Duration begin(int index, ReplayEntry entry) {
    Double rate = perSecond;
    if (rate == null) {
      return Duration.ofMillis(entry.atMs());
    }
    return rate == 0 ? Duration.ZERO : Duration.ofNanos((long) (index / rate * 1e9));
  }
}
