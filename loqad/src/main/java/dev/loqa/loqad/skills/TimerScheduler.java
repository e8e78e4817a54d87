package dev.loqa.loqad.skills;

import dev.loqa.base.life.Part;
import dev.loqa.loqad.store.EventStore;
import dev.loqa.loqad.store.StateChange;
import dev.loqa.loqad.store.StoreException;
import dev.loqa.loqad.store.Timer;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Wakes timers when their moment comes.
///
/// A countdown goes by the monotonic clock, so a wall clock that jumps neither shortens nor
/// lengthens it; its due time on disk is moved along, so that a restart is right too. An alarm goes
/// by the wall clock. One thread of its own; the handler is called on it and must return at once.
public final class TimerScheduler implements Part {
  private static final Logger LOG = LoggerFactory.getLogger(TimerScheduler.class);

  /// The longest the thread sleeps, so that a jump of the wall clock is noticed.
  private static final Duration LOOK = Duration.ofSeconds(1);

  private static final Duration JUMP = Duration.ofSeconds(2);

  private record Key(String skill, String id) {}

  private record Entry(Timer timer, long dueNanos) {}

  private final EventStore store;
  private final InstantSource wall;
  private final LongSupplier nanos;
  private final Consumer<Timer> fire;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final Map<Key, Entry> pending = new HashMap<>();
  private final Thread thread;
  private boolean closed;
  private long anchorNanos;
  private Instant anchorWall;

  /// Takes over every pending timer of the store.
  ///
  /// @param nanos a monotonic clock
  public TimerScheduler(
      EventStore store, InstantSource wall, LongSupplier nanos, Consumer<Timer> fire) {
    this.store = store;
    this.wall = wall;
    this.nanos = nanos;
    this.fire = fire;
    this.anchorNanos = nanos.getAsLong();
    this.anchorWall = wall.instant();
    store.skills().timers().stream()
        .filter(timer -> timer.state() == Timer.State.PENDING)
        .forEach(timer -> pending.put(key(timer), entry(timer)));
    this.thread = Thread.ofPlatform().daemon().name("timers").unstarted(this::run);
  }

  /// Begins to fire.
  public TimerScheduler start() {
    thread.start();
    return this;
  }

  /// Follows a commit.
  void follow(List<StateChange> changes) {
    lock.lock();
    try {
      for (StateChange change : changes) {
        if (change instanceof StateChange.TimerSet set) {
          pending.put(key(set.timer()), entry(set.timer()));
        } else if (change instanceof StateChange.TimerCancel cancel) {
          pending.remove(new Key(cancel.skill(), cancel.id()));
        }
      }
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /// Puts a repeating timer back for its next time.
  void again(Timer timer) {
    follow(List.of(new StateChange.TimerSet(timer)));
  }

  private Entry entry(Timer timer) {
    long left = Duration.between(wall.instant(), timer.dueAt()).toNanos();
    return new Entry(timer, nanos.getAsLong() + left);
  }

  private static Key key(Timer timer) {
    return new Key(timer.skill(), timer.id());
  }

  private void run() {
    while (true) {
      List<Timer> due = new ArrayList<>();
      List<StateChange> moved;
      lock.lock();
      try {
        long wait = untilNext();
        if (wait > 0 && !closed) {
          awaitNanos(Math.min(wait, LOOK.toNanos()));
        }
        if (closed) {
          return;
        }
        moved = followJump();
        pending.values().stream()
            .filter(entry -> left(entry) <= 0)
            .map(Entry::timer)
            .forEach(due::add);
        due.sort(Comparator.comparing(Timer::dueAt));
        due.forEach(timer -> pending.remove(key(timer)));
      } finally {
        lock.unlock();
      }
      keep(moved);
      due.forEach(fire);
    }
  }

  @SuppressWarnings("WaitNotInLoop") // run() is the loop: it looks again whatever woke it
  private void awaitNanos(long wait) {
    try {
      long left = changed.awaitNanos(wait);
      LOG.trace("woke with {} ns left", left);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      closed = true;
    }
  }

  private long untilNext() {
    return pending.values().stream().mapToLong(this::left).min().orElse(LOOK.toNanos());
  }

  private long left(Entry entry) {
    return entry.timer().kind() == Timer.Kind.COUNTDOWN
        ? entry.dueNanos() - nanos.getAsLong()
        : Duration.between(wall.instant(), entry.timer().dueAt()).toNanos();
  }

  private List<StateChange> followJump() {
    Instant nowWall = wall.instant();
    long nowNanos = nanos.getAsLong();
    Duration jump = Duration.between(anchorWall.plusNanos(nowNanos - anchorNanos), nowWall);
    anchorWall = nowWall;
    anchorNanos = nowNanos;
    if (jump.abs().compareTo(JUMP) < 0) {
      return List.of();
    }
    LOG.atWarn().addKeyValue("seconds", jump.toSeconds()).log("the wall clock jumped");
    List<StateChange> moved = new ArrayList<>();
    pending.replaceAll((key, entry) -> {
      if (entry.timer().kind() != Timer.Kind.COUNTDOWN) {
        return entry;
      }
      Timer timer = entry.timer().withDueAt(entry.timer().dueAt().plus(jump));
      moved.add(new StateChange.TimerSet(timer));
      return new Entry(timer, entry.dueNanos());
    });
    return moved;
  }

  private void keep(List<StateChange> moved) {
    if (moved.isEmpty()) {
      return;
    }
    try {
      store.appendAll(List.of(), moved);
    } catch (StoreException e) {
      LOG.atWarn().setCause(e).log("moved due times not kept");
    }
  }

  @Override
  public void close() {
    lock.lock();
    try {
      closed = true;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
    try {
      thread.join(TimeUnit.SECONDS.toMillis(2));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
