package dev.loqa.base.life;

import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/// A stack of parts, closed in reverse; failures are collected as suppressed.
///
/// Used by whoever starts several: add each as soon as it runs, and close the stack when a later
/// one fails to start. Thread-safe.
public final class Parts implements Part {
  private final Deque<AutoCloseable> running = new ArrayDeque<>();

  /// Takes `part` under its care and hands it back.
  public synchronized <T extends AutoCloseable> T add(T part) {
    running.push(part);
    return part;
  }

  @Override
  public void close() {
    RuntimeException failure = null;
    for (AutoCloseable part = next(); part != null; part = next()) {
      failure = close(part, failure);
    }
    if (failure != null) {
      throw failure;
    }
  }

  private synchronized @Nullable AutoCloseable next() {
    return running.poll();
  }

  @SuppressWarnings("IllegalCatch")
  private static @Nullable RuntimeException close(
      AutoCloseable part, @Nullable RuntimeException before) {
    try {
      part.close();
      return before;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return before;
    } catch (
        Exception
            e) { // the fence of stopping: one part's failure must not keep the next from closing
      RuntimeException failure =
          before == null ? new IllegalStateException("not everything stopped cleanly") : before;
      failure.addSuppressed(e);
      return failure;
    }
  }
}
