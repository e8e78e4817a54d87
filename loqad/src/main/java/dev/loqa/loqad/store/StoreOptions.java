package dev.loqa.loqad.store;

import dev.loqa.protocol.NodeId;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;

/// How a store is opened.
///
/// @param file the database, made when absent; `.lock`, `-wal` and `-shm` stand beside it
/// @param node the name under which events are born here
/// @param clock for the time of events; order never depends on it
/// @param queueCapacity requests waiting for the writer; a full queue makes callers wait up to
///   `patience`
/// @param maxBatch how many events or changes the writer joins in one transaction (one larger
///   request stays whole)
/// @param patience how long a blocking call waits before it gives up
/// @param maxPages limit of the database in pages of 4 KiB; 0 is none
public record StoreOptions(
    Path file,
    NodeId node,
    InstantSource clock,
    Retention retention,
    int queueCapacity,
    int maxBatch,
    Duration patience,
    long maxPages) {

  public StoreOptions {
    if (queueCapacity < 1 || maxBatch < 1 || maxPages < 0) {
      throw new IllegalArgumentException(
          "queue capacity %d, batch %d and pages %d: use positive numbers"
              .formatted(queueCapacity, maxBatch, maxPages));
    }
  }

  /// The defaults for the database of that folder.
  public static StoreOptions in(Path folder, NodeId node) {
    return new StoreOptions(
        folder.resolve("events.db"),
        node,
        InstantSource.system(),
        Retention.defaults(),
        65_536,
        16_384,
        Duration.ofSeconds(10),
        0);
  }

  public StoreOptions withClock(InstantSource other) {
    return new StoreOptions(
        file, node, other, retention, queueCapacity, maxBatch, patience, maxPages);
  }

  public StoreOptions withRetention(Retention other) {
    return new StoreOptions(file, node, clock, other, queueCapacity, maxBatch, patience, maxPages);
  }

  public StoreOptions withQueue(int capacity, int batch) {
    return new StoreOptions(file, node, clock, retention, capacity, batch, patience, maxPages);
  }

  public StoreOptions withPatience(Duration other) {
    return new StoreOptions(file, node, clock, retention, queueCapacity, maxBatch, other, maxPages);
  }

  public StoreOptions withMaxPages(long pages) {
    return new StoreOptions(file, node, clock, retention, queueCapacity, maxBatch, patience, pages);
  }
}
