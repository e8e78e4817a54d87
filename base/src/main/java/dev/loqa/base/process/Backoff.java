package dev.loqa.base.process;

import java.time.Duration;

/// How long to wait before the next start: doubles from `first` to `longest`, and begins again
/// after a run of at least `stable`.
public record Backoff(Duration first, Duration longest, Duration stable) {

  /// 250 ms to 10 s; a run of 30 s counts as stable.
  public static final Backoff DEFAULT =
      new Backoff(Duration.ofMillis(250), Duration.ofSeconds(10), Duration.ofSeconds(30));

  public Backoff {
    if (first.isNegative() || first.isZero() || longest.compareTo(first) < 0) {
      throw new IllegalArgumentException(
          "back-off from "
              + first
              + " to "
              + longest
              + " is no range: first must be positive and at most longest");
    }
  }

  /// The wait after this many failures in a row, the first being 1.
  public Duration after(int failures) {
    Duration wait = first;
    for (int i = 1; i < failures && wait.compareTo(longest) < 0; i++) {
      wait = wait.multipliedBy(2);
    }
    return wait.compareTo(longest) > 0 ? longest : wait;
  }
}
