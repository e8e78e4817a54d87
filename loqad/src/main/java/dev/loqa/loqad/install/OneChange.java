package dev.loqa.loqad.install;

import dev.loqa.base.life.Part;
import dev.loqa.loqad.install.InstallException.Kind;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/// Lets one change of the installed skills happen at a time, and none once the daemon stops.
/// Thread-safe.
final class OneChange implements Part {
  private static final Duration LAST_CHANGE = Duration.ofSeconds(10);

  private final ReentrantLock lock = new ReentrantLock();
  private volatile boolean closed;

  /// Makes a change for somebody who waits for it.
  ///
  /// @throws InstallException when another one is under way
  <T> T now(Supplier<T> change) {
    return within(Duration.ZERO, change);
  }

  /// Makes a change of the daemon's own, after the one that is under way.
  ///
  /// @throws InstallException when that one takes longer than ten seconds
  <T> T soon(Supplier<T> change) {
    return within(LAST_CHANGE, change);
  }

  private <T> T within(Duration patience, Supplier<T> change) {
    if (!taken(patience)) {
      throw new InstallException(
          Kind.CONFLICT,
          "plan",
          "another skill is being installed or removed: try again when that has ended");
    }
    try {
      if (closed) {
        throw new InstallException(
            Kind.UNAVAILABLE, "plan", "Loqa stops: try again when it runs again");
      }
      return change.get();
    } finally {
      lock.unlock();
    }
  }

  private boolean taken(Duration patience) {
    try {
      return lock.tryLock(patience.toNanos(), TimeUnit.NANOSECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  /// Waits for the change that is under way; none begins after it.
  @Override
  public void close() {
    closed = true;
    if (taken(LAST_CHANGE)) {
      lock.unlock();
    }
  }
}
