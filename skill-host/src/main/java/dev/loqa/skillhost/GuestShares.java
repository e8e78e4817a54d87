package dev.loqa.skillhost;

import dev.loqa.skillhost.module.ModuleFacts;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/// How much of this JVM guests may take at once, so that one skill, however greedy, leaves room for
/// the others and all of them leave room for the host: memory is counted by what each guest may
/// grow to, and a skill has a bounded number of calls at a time. A skill's calls queue for its own
/// places first, so that only those who got one wait for what all share. Thread-safe.
final class GuestShares {
  private static final int PAGE_BYTES = 64 << 10;

  private final int pages;
  private final int callsOfASkill;
  private final Semaphore free;

  /// @param pages linear memory of all guests together
  /// @param callsOfASkill how many calls of one skill may run at once
  GuestShares(int pages, int callsOfASkill) {
    this.pages = pages;
    this.callsOfASkill = callsOfASkill;
    this.free = new Semaphore(pages, true);
  }

  /// Shares of a quarter of this JVM's heap.
  static GuestShares ofThisHeap(int callsOfASkill) {
    long pages = Runtime.getRuntime().maxMemory() / 4 / PAGE_BYTES;
    return new GuestShares(Math.clamp(pages, 64, 1 << 20), callsOfASkill);
  }

  /// The places of one skill: as many as it may have calls at once.
  Semaphore places() {
    return new Semaphore(callsOfASkill, true);
  }

  /// What came of asking for a share.
  sealed interface Entry {
    /// It may run; [Admitted#close] gives the share back.
    record Admitted(GuestShares from, Semaphore places, int ofPlaces, int ofPages)
        implements Entry, AutoCloseable {
      @Override
      public void close() {
        from.free.release(ofPages);
        places.release(ofPlaces);
      }
    }

    /// It may not, and why.
    record Refused(String reason) implements Entry {}
  }

  /// Waits for a share, at most so long. A module that may grow to more than a quarter of what
  /// there is runs one call at a time, and none is counted as more than half.
  Entry enter(ModuleFacts module, Semaphore places, Duration waiting) throws InterruptedException {
    int ofPages = Math.min(Math.max(module.memoryMaxPages(), 1), pages / 2);
    int ofPlaces = ofPages > pages / 4 ? callsOfASkill : 1;
    long end = System.nanoTime() + waiting.toNanos();
    if (!places.tryAcquire(ofPlaces, waiting.toNanos(), TimeUnit.NANOSECONDS)) {
      return new Entry.Refused("it runs as often as it may at a time already: try again");
    }
    boolean admitted = false;
    try {
      admitted =
          free.tryAcquire(ofPages, Math.max(0, end - System.nanoTime()), TimeUnit.NANOSECONDS);
    } finally {
      if (!admitted) {
        places.release(ofPlaces);
      }
    }
    return admitted
        ? new Entry.Admitted(this, places, ofPlaces, ofPages)
        : new Entry.Refused("the memory for skills is taken: try again");
  }
}
