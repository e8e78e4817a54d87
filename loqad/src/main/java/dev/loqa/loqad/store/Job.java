package dev.loqa.loqad.store;

import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/// One request in the writer's queue: its work, its weight in rows and whom to tell.
final class Job<T> {
  private final Work<T> work;
  private final int weight;
  private final Pending<T> pending = new Pending<>();
  private final long handedNanos = System.nanoTime();
  private @Nullable T result;

  Job(Work<T> work, int weight) {
    this.work = work;
    this.weight = weight;
  }

  int weight() {
    return weight;
  }

  Pending<T> pending() {
    return pending;
  }

  void run(Work.Transaction transaction) throws SQLException {
    result = work.apply(transaction);
  }

  /// Tells the caller that what ran is durable now.
  void committed() {
    T durable = result;
    if (durable == null) {
      throw new IllegalStateException("committed work that did not run");
    }
    pending.succeed(durable);
  }

  /// Since when it was handed in.
  long nanos() {
    return System.nanoTime() - handedNanos;
  }

  void failed(StoreException why) {
    pending.fail(why);
  }
}
