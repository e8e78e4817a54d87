package dev.loqa.edge.stt.whisper;

import dev.loqa.base.life.Part;
import dev.loqa.edge.stt.Cancellation;
import dev.loqa.edge.stt.SttException;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The one thread on which whisper.cpp is called. Its binding keeps its pointers in tables without
/// locks, and two decodes side by side are slower than one after the other.
///
/// Any thread may hand in work. What waits is bounded by the recognizers: each has at most one
/// decode that somebody wants.
final class WhisperThread implements Part {
  private static final Logger LOG = LoggerFactory.getLogger(WhisperThread.class);
  private static final long CLOSE_SECONDS = 10;

  private final ExecutorService thread =
      Executors.newSingleThreadExecutor(Thread.ofPlatform().daemon().name("stt-whisper").factory());

  /// Work that somebody waits for, or no longer does.
  static final class Asked<T> {
    private final Future<T> result;
    private final AtomicBoolean forgotten;

    private Asked(Future<T> result, AtomicBoolean forgotten) {
      this.result = result;
      this.forgotten = forgotten;
    }

    /// Nobody wants it any more: what has not begun is left undone, what has runs on to where it
    /// can be left, and who waits is let go at once. Any thread may call it.
    void forget() {
      forgotten.set(true);
      result.cancel(false);
    }

    /// Waits for it, at most this long.
    ///
    /// @throws SttException its own, that it took too long, or that it was forgotten meanwhile
    T await(Duration most) {
      try {
        return result.get(most.toMillis(), TimeUnit.MILLISECONDS);
      } catch (CancellationException e) {
        throw Cancellation.fault();
      } catch (TimeoutException e) {
        forget();
        throw new SttException(
            "whisper.cpp has not decoded within "
                + most.toMillis()
                + " ms: use a smaller model, or a longer stt.whisper.deadline_ms");
      } catch (ExecutionException e) {
        if (e.getCause() instanceof SttException fault) {
          throw new SttException(String.valueOf(fault.getMessage()), fault);
        }
        throw new IllegalStateException("whisper.cpp broke", e.getCause());
      } catch (InterruptedException e) {
        forget();
        Thread.currentThread().interrupt();
        throw new SttException("this node is stopping: ask again");
      }
    }
  }

  <T> Asked<T> ask(Callable<T> work) {
    return new Asked<>(thread.submit(work), new AtomicBoolean());
  }

  /// The same for work with places where it can be left; it is told whether it is still wanted.
  <T> Asked<T> askWhileWanted(Function<BooleanSupplier, T> work) {
    var forgotten = new AtomicBoolean();
    return new Asked<>(thread.submit(() -> work.apply(() -> !forgotten.get())), forgotten);
  }

  /// The last work there is, after which nothing is taken.
  void end(Runnable last) {
    if (!thread.isShutdown()) {
      thread.execute(last);
      thread.shutdown();
    }
  }

  /// Frees something when all that came before is done.
  void later(Runnable free) {
    if (!thread.isShutdown()) {
      thread.execute(free);
    }
  }

  @Override
  public void close() {
    thread.shutdown();
    try {
      if (!thread.awaitTermination(CLOSE_SECONDS, TimeUnit.SECONDS)) {
        LOG.atWarn().log("whisper.cpp did not stop in time");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
