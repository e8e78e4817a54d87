package dev.loqa.loqad;

import dev.loqa.base.life.Part;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/// Gives heap back to the machine while nobody speaks. The collector lets the heap grow before it
/// looks for what is dead in it, and what turns leave behind would stay until then. A look every
/// quarter of a minute: when no turn began or ended since the last one and the heap has grown,
/// everything is collected, once. The daemon stands still for that, for some tens of milliseconds,
/// which is why it waits for a quiet moment. One thread of its own.
final class HeapTrimmer implements Part {
  private static final Duration EVERY = Duration.ofSeconds(15);
  private static final long WORTH_BYTES = 12L << 20;

  /// The heap of a process.
  interface Heap {
    /// What it has taken from the machine.
    long bytes();

    /// Collects everything that is dead.
    void collect();

    /// This process's own.
    Heap OWN =
        new Heap() {
          @Override
          public long bytes() {
            return Runtime.getRuntime().totalMemory();
          }

          @Override
          public void collect() {
            System.gc();
          }
        };
  }

  private final LongSupplier turns;
  private final Heap heap;
  private final ScheduledExecutorService clock =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("heap-trimmer").factory());
  private final ScheduledFuture<?> repeating;
  // Used by that thread alone.
  private long turnsBefore;
  private long bytesAfter;

  /// @param turns a count that stands still while nobody speaks
  HeapTrimmer(LongSupplier turns, Heap heap) {
    this(turns, heap, EVERY);
  }

  HeapTrimmer(LongSupplier turns, Heap heap, Duration every) {
    this.turns = turns;
    this.heap = heap;
    this.turnsBefore = turns.getAsLong();
    this.repeating =
        clock.scheduleWithFixedDelay(
            this::look, every.toMillis(), every.toMillis(), TimeUnit.MILLISECONDS);
  }

  void look() {
    long now = turns.getAsLong();
    boolean quiet = now == turnsBefore;
    turnsBefore = now;
    if (quiet && heap.bytes() - bytesAfter >= WORTH_BYTES) {
      heap.collect();
      bytesAfter = heap.bytes();
    }
  }

  @Override
  public void close() {
    repeating.cancel(false);
    clock.shutdown();
  }
}
