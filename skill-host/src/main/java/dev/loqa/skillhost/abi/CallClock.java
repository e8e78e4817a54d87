package dev.loqa.skillhost.abi;

import java.time.Duration;

/// The time a call has left. Sleeping inside the call does not count as working, but the whole call
/// has an end too. Written by the guest's thread, read by the caller that watches it.
public final class CallClock {
  private final Duration work;
  private final Duration whole;
  private volatile long hardEnd;
  private volatile long workEnd;

  /// A clock that does not run yet.
  ///
  /// @param work how long the guest may compute
  /// @param whole how long it may take with all its sleeping
  public CallClock(Duration work, Duration whole) {
    this.work = work;
    this.whole = whole;
  }

  /// Starts the time: the guest has a thread now.
  public void start() {
    long now = System.nanoTime();
    workEnd = now + work.toNanos();
    hardEnd = now + whole.toNanos();
  }

  /// How long the guest may compute.
  public Duration work() {
    return work;
  }

  /// How many nanoseconds are left from now; 0 or less when time is over.
  public long leftNanos() {
    long now = System.nanoTime();
    return Math.min(workEnd - now, hardEnd - now);
  }

  /// Sleeps on the guest's thread; the work time starts again where it was.
  void sleep(Duration span) throws InterruptedException {
    long asked = Math.min(span.toNanos(), Math.max(0, hardEnd - System.nanoTime()));
    long before = System.nanoTime();
    long end = workEnd;
    workEnd = end + asked;
    Thread.sleep(Duration.ofNanos(asked));
    workEnd = end + System.nanoTime() - before;
  }
}
