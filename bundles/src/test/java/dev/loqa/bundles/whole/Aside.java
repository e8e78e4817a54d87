package dev.loqa.bundles.whole;

import dev.loqa.base.life.Part;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// Something under way on a thread of its own while the test does something to the house.
final class Aside<T> implements Part {
  private final FutureTask<T> task;
  private final Thread thread;

  private Aside(Callable<T> work) {
    this.task = new FutureTask<>(work);
    this.thread = Thread.ofVirtual().name("aside").start(task);
  }

  static <T> Aside<T> begin(Callable<T> work) {
    return new Aside<>(work);
  }

  /// What it came to; failing when it has not ended by then.
  T end(Duration within) {
    try {
      return task.get(within.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      throw new AssertionError("still under way after " + within.toSeconds() + " s", e);
    } catch (ExecutionException e) {
      throw new AssertionError(e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("interrupted", e);
    }
  }

  @Override
  public void close() {
    thread.interrupt();
  }
}
