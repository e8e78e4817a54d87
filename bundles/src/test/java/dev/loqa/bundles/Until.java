package dev.loqa.bundles;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/// Waits for what another process does: looks often, and fails in words when the time is over.
public final class Until {
  private static final long LOOK_MILLIS = 20;

  private Until() {}

  public static void is(String what, Duration within, BooleanSupplier condition) {
    long end = System.nanoTime() + within.toNanos();
    CountDownLatch never = new CountDownLatch(1);
    try {
      while (!condition.getAsBoolean()) {
        if (System.nanoTime() > end || never.await(LOOK_MILLIS, TimeUnit.MILLISECONDS)) {
          throw new AssertionError("not within " + within.toSeconds() + " s: " + what);
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("interrupted while waiting: " + what, e);
    }
  }
}
