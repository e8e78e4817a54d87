package dev.loqa.loqad.store;

import dev.loqa.loqad.store.StoreException.Fault;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// Work that was handed to the writer thread; await it to know that it is durable.
///
/// Settled once, by the writer. Any number of threads may wait.
public final class Pending<T> {
  private final CountDownLatch settled = new CountDownLatch(1);
  private @Nullable T value;
  private @Nullable StoreException failure;

  Pending() {}

  /// The result, once it is durable.
  ///
  /// @throws StoreException what the writer said, or `BUSY` when the deadline passed (the work may
  ///   still be done later)
  public T await(Duration deadline) {
    try {
      if (!settled.await(deadline.toNanos(), TimeUnit.NANOSECONDS)) {
        throw new StoreException(
            Fault.BUSY,
            "event store did not answer within %d ms: the disk is slow or overloaded, try again"
                .formatted(deadline.toMillis()));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new StoreException(
          Fault.BUSY,
          "interrupted while waiting for the event store: the work may still be done",
          e);
    }
    if (failure != null) {
      // A new one, so that the stack trace shows who waited and the cause shows what the writer
      // saw.
      throw new StoreException(failure.fault(), String.valueOf(failure.getMessage()), failure);
    }
    T result = value;
    if (result == null) {
      throw new IllegalStateException("settled without a result");
    }
    return result;
  }

  public boolean settled() {
    return settled.getCount() == 0;
  }

  void succeed(T result) {
    value = result;
    settled.countDown();
  }

  void fail(StoreException why) {
    failure = why;
    settled.countDown();
  }
}
