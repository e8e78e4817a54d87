package dev.loqa.loqad.store;

import dev.loqa.base.life.Part;
import dev.loqa.loqad.store.StoreException.Fault;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The one thread that writes. It joins whatever waits into one transaction and tells everybody
/// after the commit is synced.
///
/// A request that is refused is taken out and the others are tried again without it; when there is
/// no room, or the file can not be written, all of the transaction's requests fail and a small
/// probe is written every second until one succeeds. The queue is bounded: callers wait up to the
/// store's patience and are then refused with `BUSY`.
final class Writer implements Part {
  private static final Logger LOG = LoggerFactory.getLogger(Writer.class);
  private static final long PROBE_MILLIS = 1_000;
  private static final int PROBE_BYTES = 32 * 1024;
  private static final Duration STOP = Duration.ofSeconds(30);

  private final StoreOptions options;
  private final Connection connection;
  private final Work.Transaction transaction;
  private final BlockingQueue<Job<?>> queue;
  private final Thread thread;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition grown = lock.newCondition();
  private volatile boolean closing;
  private volatile boolean stopped;
  private volatile Health health = new Health.Ok();
  private volatile long committed;
  private volatile LongConsumer times = _ -> {};

  Writer(Connection connection, StoreOptions options) throws SQLException {
    this.options = options;
    this.connection = connection;
    transaction =
        new Work.Transaction(
            connection, new EventLog(connection), new StateLog(connection, options));
    committed = transaction.events().sequence();
    queue = new ArrayBlockingQueue<>(options.queueCapacity());
    // One transaction is always open: the driver begins the next with each commit, and it locks
    // nothing until it is used.
    connection.setAutoCommit(false);
    thread = Thread.ofPlatform().name("loqa-store-writer").daemon().start(this::run);
  }

  Health health() {
    return health;
  }

  /// Who hears how many nanoseconds each request took until it was durable, on the writer's thread.
  void timedBy(LongConsumer nanos) {
    times = nanos;
  }

  int waiting() {
    return queue.size();
  }

  /// The sequence of the newest durable event.
  long committed() {
    return committed;
  }

  /// Waits until there is an event beyond `sequence`; false when the time is over, the writer stops
  /// or `enough` says so after a [#wake()].
  boolean awaitBeyond(long sequence, Duration deadline, BooleanSupplier enough)
      throws InterruptedException {
    long nanos = deadline.toNanos();
    lock.lock();
    try {
      while (committed <= sequence && nanos > 0 && !closing && !enough.getAsBoolean()) {
        nanos = grown.awaitNanos(nanos);
      }
      return committed > sequence;
    } finally {
      lock.unlock();
    }
  }

  <T> Pending<T> submit(Work<T> work, int weight) {
    Job<T> job = new Job<>(work, weight);
    if (closing) {
      throw closed();
    }
    try {
      if (!queue.offer(job, options.patience().toNanos(), TimeUnit.NANOSECONDS)) {
        throw new StoreException(
            Fault.BUSY,
            "event store has %d requests waiting since %d ms: the disk is slow or overloaded, try again"
                .formatted(options.queueCapacity(), options.patience().toMillis()));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new StoreException(
          Fault.BUSY,
          "interrupted before the event store took the request: nothing was written",
          e);
    }
    if (stopped && queue.remove(job)) {
      job.failed(closed());
    }
    return job.pending();
  }

  private void run() {
    List<Job<?>> batch = new ArrayList<>();
    try {
      while (!closing || !queue.isEmpty()) {
        if (take(batch)) {
          commit(batch);
        } else if (!(health instanceof Health.Ok) && !closing) {
          probe();
        }
        batch.clear();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      stopped = true;
      queue.drainTo(batch);
      batch.forEach(job -> job.failed(closed()));
      shut();
    }
  }

  private boolean take(List<Job<?>> batch) throws InterruptedException {
    Job<?> first = queue.poll(PROBE_MILLIS, TimeUnit.MILLISECONDS);
    if (first == null) {
      return false;
    }
    batch.add(first);
    int weight = first.weight();
    Job<?> next = queue.peek();
    while (next != null && weight + next.weight() <= options.maxBatch()) {
      // Only this thread takes from the queue, so what was seen is what comes.
      queue.remove();
      batch.add(next);
      weight += next.weight();
      next = queue.peek();
    }
    return true;
  }

  private void commit(List<Job<?>> jobs) {
    StoreException fault = attempt(jobs);
    if (fault == null) {
      healthy();
      grow();
      jobs.forEach(Job::committed);
      jobs.forEach(job -> times.accept(job.nanos()));
      return;
    }
    boolean file =
        fault.fault() == Fault.FULL
            || fault.fault() == Fault.READ_ONLY
            || fault.fault() == Fault.DAMAGED;
    if (file) {
      unhealthy(fault);
    }
    if (file || jobs.size() == 1) {
      jobs.forEach(job -> job.failed(fault));
    } else {
      jobs.forEach(job -> commit(List.of(job)));
    }
  }

  /// Runs and commits, or rolls back and returns why.
  private @Nullable StoreException attempt(List<Job<?>> jobs) {
    try {
      for (Job<?> job : jobs) {
        job.run(transaction);
      }
      transaction.events().flush();
      connection.commit();
      return null;
    } catch (SQLException e) {
      return rollBack(SqlFaults.explain(options.file(), "appending", e));
    } catch (StoreException e) {
      return rollBack(e);
    } catch (RuntimeException e) {
      return rollBack(
          new StoreException(Fault.REFUSED, "request failed inside the event store: " + e, e));
    }
  }

  private StoreException rollBack(StoreException why) {
    try {
      Database.rollBack(connection);
      transaction.events().reload();
      connection
          .commit(); // ends the snapshot that reloading has begun, which would hold back the log
      return why;
    } catch (SQLException e) {
      StoreException worse = SqlFaults.explain(options.file(), "rolling back", e);
      worse.addSuppressed(why);
      return worse.fault() == Fault.REFUSED ? why : worse;
    }
  }

  private void probe() {
    StoreException fault =
        attempt(
            List.of(
                new Job<>(
                    t -> t.state().update("INSERT INTO probe VALUES (zeroblob(?))", PROBE_BYTES),
                    1)));
    if (fault == null) {
      fault = attempt(List.of(new Job<>(t -> t.state().update("DELETE FROM probe"), 1)));
    }
    if (fault == null) {
      healthy();
    } else {
      unhealthy(fault);
    }
  }

  private void healthy() {
    if (!(health instanceof Health.Ok)) {
      LOG.atInfo().log("event store takes appends again");
      health = new Health.Ok();
    }
  }

  private void unhealthy(StoreException fault) {
    String reason = String.valueOf(fault.getMessage());
    if (health instanceof Health.Ok) {
      LOG.atError().addKeyValue("reason", reason).log("event store refuses appends");
    }
    health = fault.fault() == Fault.FULL ? new Health.Full(reason) : new Health.ReadOnly(reason);
  }

  private void grow() {
    lock.lock();
    try {
      committed = transaction.events().sequence();
      grown.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /// Lets whoever waits for events look again.
  void wake() {
    lock.lock();
    try {
      grown.signalAll();
    } finally {
      lock.unlock();
    }
  }

  private void shut() {
    try (connection) {
      connection.rollback();
      transaction.events().close();
      transaction.state().close();
      connection.setAutoCommit(true);
      try (Statement statement = connection.createStatement()) {
        Database.pragma(statement, "wal_checkpoint(TRUNCATE)");
      }
    } catch (SQLException e) {
      // Everything acknowledged is in the write-ahead log; the next start folds it in.
      LOG.atWarn().setCause(e).log("event store closed without folding its log in");
    }
  }

  private StoreException closed() {
    return new StoreException(
        Fault.CLOSED, "event store %s is closed: nothing was written".formatted(options.file()));
  }

  /// Writes what is queued, then stops.
  @Override
  public void close() {
    closing = true;
    boolean woken =
        queue.offer(new Job<>(transaction -> 0, 0)); // a full queue wakes the writer by itself
    LOG.atDebug().addKeyValue("woken", woken).log("event store writer stops");
    wake();
    try {
      if (!thread.join(STOP)) {
        LOG.atError().log("event store writer did not stop in time");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
