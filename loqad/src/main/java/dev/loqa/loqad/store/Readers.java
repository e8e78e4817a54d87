package dev.loqa.loqad.store;

import dev.loqa.base.life.Part;
import dev.loqa.loqad.store.StoreException.Fault;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/// A few read-only connections shared by all threads. They never block the writer, nor it them.
final class Readers implements Part {
  private static final int CONNECTIONS = 4;

  private final Path file;
  private final Duration patience;
  private final Semaphore permits = new Semaphore(CONNECTIONS);
  private final Deque<Connection> idle = new ArrayDeque<>();
  private boolean closed;

  Readers(Path file, Duration patience) {
    this.file = file;
    this.patience = patience;
  }

  /// Something to read on one connection.
  @FunctionalInterface
  interface Reading<T> {
    T apply(Connection connection) throws SQLException;
  }

  <T> T read(String doing, Reading<T> reading) {
    acquire();
    try {
      Connection connection = take();
      boolean sound = false;
      try {
        T result = reading.apply(connection);
        sound = true;
        return result;
      } finally {
        give(connection, sound);
      }
    } catch (SQLException e) {
      throw SqlFaults.explain(file, doing, e);
    } finally {
      permits.release();
    }
  }

  private void acquire() {
    try {
      if (!permits.tryAcquire(patience.toNanos(), TimeUnit.NANOSECONDS)) {
        throw new StoreException(
            Fault.BUSY,
            "all %d read connections of the event store stayed busy for %d ms: ask for smaller pages"
                .formatted(CONNECTIONS, patience.toMillis()));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new StoreException(Fault.BUSY, "interrupted while waiting for a read connection", e);
    }
  }

  private Connection take() throws SQLException {
    synchronized (idle) {
      if (closed) {
        throw new StoreException(Fault.CLOSED, "event store %s is closed".formatted(file));
      }
      Connection connection = idle.poll();
      if (connection != null) {
        return connection;
      }
    }
    return Database.reader(file);
  }

  private void give(Connection connection, boolean sound) throws SQLException {
    synchronized (idle) {
      if (sound && !closed) {
        idle.push(connection);
        return;
      }
    }
    connection.close();
  }

  @Override
  public void close() {
    synchronized (idle) {
      closed = true;
      for (Connection connection : idle) {
        try {
          connection.close();
        } catch (SQLException e) {
          throw SqlFaults.explain(file, "closing", e);
        }
      }
      idle.clear();
    }
  }
}
