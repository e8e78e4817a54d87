package dev.loqa.skillhost.abi;

import dev.loqa.skillhost.manifest.Budgets;

/// What one skill has used up in the last minute over all its calls: messages, log text, web calls.
/// Safe for use by several guests of the skill at once.
public final class Meter {
  private final Bucket publishes;
  private final Bucket logBytes;
  private final Bucket webCalls;

  public Meter(Budgets budgets) {
    this.publishes = new Bucket(budgets.publishPerMinute());
    this.logBytes = new Bucket(budgets.logKibPerMinute() * 1024L);
    this.webCalls = new Bucket(budgets.httpPerMinute());
  }

  boolean publish() {
    return publishes.take(1, System.nanoTime());
  }

  boolean log(int bytes) {
    return logBytes.take(bytes, System.nanoTime());
  }

  boolean webCall() {
    return webCalls.take(1, System.nanoTime());
  }

  /// A bucket that holds a minute's worth and refills steadily.
  static final class Bucket {
    private static final double MINUTE_NANOS = 60e9;

    private final double size;
    // Guarded by this.
    private double level;
    private long seen;
    private boolean used;

    Bucket(long perMinute) {
      this.size = perMinute;
      this.level = perMinute;
    }

    synchronized boolean take(long amount, long nowNanos) {
      if (used) {
        level = Math.min(size, level + (nowNanos - seen) * size / MINUTE_NANOS);
      }
      used = true;
      seen = nowNanos;
      if (amount > level) {
        return false;
      }
      level -= amount;
      return true;
    }
  }
}
