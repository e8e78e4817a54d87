package dev.loqa.loqad.store;

import dev.loqa.loqad.store.StoreException.Fault;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/// The events of one call, which its caller seals while the writer inserts those that are sealed.
///
/// A small call is sealed when this is made. A large one is handed over first, so that the writer
/// wakes meanwhile, and sealed by [#sealRest()]; the writer waits in [#at(int)] for what is not
/// sealed yet, which after the start is rare because inserting takes several times as long. When
/// sealing fails, so does the writer's transaction, and nothing of the call is written.
final class SealedBatch {
  /// So many are sealed at a time: few enough that the writer begins early, enough that it is
  /// seldom told.
  private static final int STEP = 64;

  private final StoreOptions options;
  private final SealedEvent[] sealed;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition more = lock.newCondition();
  private int ready;
  private boolean givenUp;

  /// Let go of once all are sealed, so that waiting for the writer holds each text once.
  private List<NewEvent> events;

  /// What the writer has seen of `ready`: its own, so that it asks once a step.
  private int seen;

  SealedBatch(List<NewEvent> events, StoreOptions options) {
    this.events = events;
    this.options = options;
    sealed = new SealedEvent[events.size()];
    ready = sealed.length > STEP ? 0 : seal(0);
    seen = ready;
  }

  int size() {
    return sealed.length;
  }

  /// Seals what the constructor left, in the caller's thread. Called once.
  void sealRest() {
    int done = ready; // written by this thread only
    try {
      while (done < sealed.length) {
        done = seal(done);
        tell(done, false);
      }
    } finally {
      if (done < sealed.length) {
        tell(done, true);
      }
    }
  }

  private int seal(int from) {
    int to = Math.min(from + STEP, sealed.length);
    for (int i = from; i < to; i++) {
      sealed[i] = SealedEvent.born(events.get(i), options);
    }
    if (to == sealed.length) {
      events = List.of();
    }
    return to;
  }

  /// One event, waited for when it is not sealed yet. Called by the writer's thread.
  SealedEvent at(int index) {
    if (index >= seen) {
      seen = await(index);
    }
    return sealed[index];
  }

  private int await(int index) {
    long nanos = options.patience().toNanos();
    lock.lock();
    try {
      while (ready <= index && !givenUp && nanos > 0) {
        nanos = more.awaitNanos(nanos);
      }
      if (ready <= index) {
        // For good: a second try must not wait as long again.
        givenUp = true;
        throw unsealed(index);
      }
      return ready;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw unsealed(index);
    } finally {
      lock.unlock();
    }
  }

  private void tell(int done, boolean failed) {
    lock.lock();
    try {
      ready = done;
      givenUp |= failed;
      more.signal();
    } finally {
      lock.unlock();
    }
  }

  private StoreException unsealed(int index) {
    return new StoreException(
        Fault.BUSY,
        "event %d of %d in one call was not sealed by its caller: nothing of the call was written, try again"
            .formatted(index + 1, sealed.length));
  }
}
