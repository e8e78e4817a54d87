package dev.loqa.skillhost;

import dev.loqa.skillhost.abi.CallClock;
import dev.loqa.skillhost.engine.GuestStopped;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// Dedicated platform threads for guests: a fixed number of slots, a fixed stack, reused from call
/// to call. A call waits for a slot, runs, and is interrupted when its time is over. A thread that
/// does not give in keeps its slot until it does, so that guests can never use more threads than
/// there are slots.
final class GuestThreads {
  private static final Duration GIVE_IN = Duration.ofSeconds(2);
  private static final Duration JOIN = Duration.ofSeconds(5);

  private final String name;
  private final long stackBytes;
  private final Semaphore slots;
  private final Object lock = new Object();
  // Guarded by lock.
  private final Deque<Worker> idle = new ArrayDeque<>();
  private final List<Worker> workers = new ArrayList<>();
  private boolean closed;

  GuestThreads(String name, int slots, long stackBytes) {
    this.name = name;
    this.slots = new Semaphore(slots, true);
    this.stackBytes = stackBytes;
  }

  /// How a guest's time on a thread ended.
  sealed interface End<T> {
    record Value<T>(T value) implements End<T> {}

    /// Its time was over.
    record Late<T>() implements End<T> {}

    /// No slot became free in time.
    record Busy<T>() implements End<T> {}

    /// The host closes, or the caller was interrupted.
    record Closing<T>() implements End<T> {}
  }

  /// Runs work on a guest thread and waits for its end. The work must turn every fault into a
  /// value.
  <T> End<T> run(Callable<T> work, Duration waiting, CallClock clock) {
    try {
      if (!slots.tryAcquire(waiting.toNanos(), TimeUnit.NANOSECONDS)) {
        return new End.Busy<>();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return new End.Closing<>();
    }
    clock.start();
    Job<T> job = new Job<>(work, clock);
    if (!hand(job)) {
      slots.release();
      return new End.Closing<>();
    }
    return job.await();
  }

  private boolean hand(Job<?> job) {
    Worker worker;
    synchronized (lock) {
      if (closed) {
        return false;
      }
      worker = idle.pollFirst();
      if (worker == null) {
        worker = new Worker(workers.size() + 1);
        workers.add(worker);
        worker.thread.start();
      }
    }
    worker.take(job);
    return true;
  }

  /// Interrupts every guest and joins the threads.
  void close() {
    List<Worker> all;
    synchronized (lock) {
      closed = true;
      all = List.copyOf(workers);
    }
    all.forEach(Worker::stop);
    long end = System.nanoTime() + JOIN.toNanos();
    for (Worker worker : all) {
      worker.join(end);
    }
  }

  /// One run of one guest. Finished exactly once; an interrupt meant for it never reaches the next
  /// one.
  private static final class Job<T> {
    private final Callable<T> work;
    private final CallClock clock;
    // Guarded by this.
    private @Nullable Thread thread;
    private @Nullable T value;
    private @Nullable RuntimeException fault;
    private boolean ended;
    private boolean late;

    Job(Callable<T> work, CallClock clock) {
      this.work = work;
      this.clock = clock;
    }

    void run() {
      synchronized (this) {
        thread = Thread.currentThread();
        if (late) {
          thread.interrupt();
        }
      }
      T result = null;
      RuntimeException wrong = null;
      try {
        result = work.call();
      } catch (Exception | Error e) {
        // The fence of the thread: whatever comes out of a guest, the thread lives on.
        wrong = new SkillHostException("the host failed around a guest: " + e, e);
      }
      synchronized (this) {
        value = result;
        fault = wrong;
        ended = true;
        notifyAll();
      }
      // Whoever interrupts holds the monitor and looks at `ended` first: no interrupt comes after
      // this.
      Thread.interrupted();
    }

    synchronized void stop() {
      late = true;
      if (!ended && thread != null) {
        thread.interrupt();
      }
    }

    synchronized End<T> await() {
      long giveInBy = Long.MAX_VALUE;
      try {
        while (!ended) {
          long left = late ? giveInBy - System.nanoTime() : clock.leftNanos();
          if (left <= 0 && late) {
            return new End.Late<>();
          }
          if (left <= 0) {
            stop();
            giveInBy = System.nanoTime() + GIVE_IN.toNanos();
            continue;
          }
          TimeUnit.NANOSECONDS.timedWait(this, Math.max(left, 1));
        }
      } catch (InterruptedException e) {
        stop();
        Thread.currentThread().interrupt();
        return new End.Closing<>();
      }
      if (fault != null) {
        throw fault;
      }
      T result = value;
      if (result == null) {
        throw new GuestStopped();
      }
      return new End.Value<>(result);
    }
  }

  private final class Worker implements Runnable {
    private final Thread thread;
    // Guarded by this.
    private @Nullable Job<?> next;
    private boolean stopped;

    Worker(int number) {
      this.thread =
          Thread.ofPlatform()
              .name(name + "-" + number)
              .daemon()
              .stackSize(stackBytes)
              .unstarted(this);
    }

    synchronized void take(Job<?> job) {
      next = job;
      notifyAll();
    }

    @Override
    public void run() {
      while (true) {
        Job<?> job = nextJob();
        if (job == null) {
          return;
        }
        job.run();
        synchronized (this) {
          next = null;
        }
        synchronized (lock) {
          idle.addFirst(this);
        }
        slots.release();
      }
    }

    private synchronized @Nullable Job<?> nextJob() {
      while (next == null && !stopped) {
        try {
          wait(60_000);
        } catch (InterruptedException stray) {
          // An interrupt is meant for a guest, and none runs: look again.
        }
      }
      return stopped ? null : next;
    }

    synchronized void stop() {
      stopped = true;
      if (next != null) {
        next.stop();
      }
      notifyAll();
    }

    void join(long end) {
      try {
        long left = end - System.nanoTime();
        if (!thread.join(Duration.ofNanos(Math.max(left, 1)))) {
          throw new SkillHostException(
              thread.getName() + " did not end: its guest ignores the interrupt: end the process");
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
