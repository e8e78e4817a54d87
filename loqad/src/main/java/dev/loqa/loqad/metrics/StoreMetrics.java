package dev.loqa.loqad.metrics;

import dev.loqa.base.life.Part;
import dev.loqa.base.life.Parts;
import dev.loqa.loqad.store.EventStore;
import dev.loqa.loqad.store.Health;
import dev.loqa.loqad.store.Outbox;
import io.opentelemetry.api.metrics.DoubleHistogram;
import io.opentelemetry.api.metrics.Meter;
import java.io.IOException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The event store and the disk it lies on.
final class StoreMetrics {
  private static final Logger LOG = LoggerFactory.getLogger(StoreMetrics.class);
  private static final List<Double> APPEND_EDGES =
      List.of(0.5, 1.0, 2.0, 5.0, 10.0, 20.0, 50.0, 100.0, 250.0, 1_000.0, 5_000.0, 10_000.0);

  private StoreMetrics() {}

  /// Begins to tell; closing ends it.
  ///
  /// @param data the folder that everything is kept in
  static Part watch(EventStore store, Outbox outbox, Path data, Meter meter) {
    DoubleHistogram append =
        meter
            .histogramBuilder("loqa.store_append_ms")
            .setDescription("From handing something to the event store until it is durable.")
            .setExplicitBucketBoundariesAdvice(APPEND_EDGES)
            .build();
    store.timedBy(nanos -> append.record(nanos / 1e6));
    Parts parts = new Parts();
    parts.add(
        meter
            .counterBuilder("loqa.store_events")
            .setDescription("Events that the store ever took, those that were forgotten included.")
            .buildWithCallback(measured -> measured.record(store.newest())));
    parts.add(
        gauge(
            meter,
            "store_writable",
            "1 while the store takes events.",
            () -> store.health() instanceof Health.Ok ? 1 : 0));
    parts.add(
        gauge(meter, "store_queue_depth", "Requests that wait for the disk.", store::waiting));
    parts.add(gauge(meter, "store_bytes", "The database with its log.", store::size));
    parts.add(
        gauge(
            meter,
            "outbox_waiting",
            "Events, at most, that wait to be published.",
            outbox::waiting));
    parts.add(
        gauge(
            meter,
            "disk_free_bytes",
            "Room on the data folder's disk.",
            () -> disk(data, FileStore::getUsableSpace)));
    parts.add(
        gauge(
            meter,
            "disk_total_bytes",
            "Size of the data folder's disk.",
            () -> disk(data, FileStore::getTotalSpace)));
    return parts;
  }

  private static AutoCloseable gauge(Meter meter, String name, String what, LongSupplier value) {
    return meter
        .gaugeBuilder("loqa." + name)
        .ofLongs()
        .setDescription(what)
        .buildWithCallback(measured -> measured.record(value.getAsLong()));
  }

  @FunctionalInterface
  private interface Space {
    long of(FileStore disk) throws IOException;
  }

  private static long disk(Path data, Space space) {
    try {
      return space.of(Files.getFileStore(data));
    } catch (IOException e) {
      LOG.atDebug().setCause(e).log("the disk's room is not known");
      return 0;
    }
  }
}
