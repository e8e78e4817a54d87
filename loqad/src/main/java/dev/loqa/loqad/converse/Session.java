package dev.loqa.loqad.converse;

import dev.loqa.loqad.route.Pending;
import java.time.Duration;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/// One conversation: its open question and the one turn that runs. What it waits for is forgotten
/// with the process.
final class Session {
  final ReentrantLock oneTurn = new ReentrantLock(true);
  private @Nullable Pending pending;
  private long pendingSince;

  synchronized @Nullable Pending take(Duration limit, long nowNanos) {
    Pending taken = pending != null && nowNanos - pendingSince < limit.toNanos() ? pending : null;
    pending = null;
    return taken;
  }

  synchronized void await(@Nullable Pending next, long nowNanos) {
    pending = next;
    pendingSince = nowNanos;
  }
}
