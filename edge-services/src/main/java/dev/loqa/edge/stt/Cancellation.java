package dev.loqa.edge.stt;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// Whether something is still wanted: called off once, for good, by any thread. Whoever waits for
/// something says how the wait ends then.
///
/// Thread-safe; calling off never waits.
public final class Cancellation {
  private boolean cancelled;
  private @Nullable Runnable letGo;

  /// Calls it off. Repeatable.
  public void cancel() {
    Runnable waiting;
    synchronized (this) {
      cancelled = true;
      waiting = letGo;
      letGo = null;
      notifyAll();
    }
    if (waiting != null) {
      waiting.run();
    }
  }

  /// Whether it was called off.
  public synchronized boolean cancelled() {
    return cancelled;
  }

  /// Runs `action` when it is called off, or at once when it has been, in place of the action
  /// before.
  ///
  /// @param action must not wait for anything
  public void onCancel(Runnable action) {
    synchronized (this) {
      if (!cancelled) {
        letGo = action;
        return;
      }
    }
    action.run();
  }

  /// Waits until it is called off, at most this long; whether it was.
  public synchronized boolean await(Duration most) throws InterruptedException {
    long end = System.nanoTime() + most.toNanos();
    long left = most.toNanos();
    while (!cancelled && left > 0) {
      wait(left / 1_000_000, (int) (left % 1_000_000));
      left = end - System.nanoTime();
    }
    return cancelled;
  }

  /// What whoever waited for the words is told.
  public static SttException fault() {
    return new SttException("the turn was cancelled: nobody waits for its words");
  }
}
