package dev.loqa.bus;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.metrics.DoubleHistogram;
import io.opentelemetry.api.metrics.LongCounter;
import io.opentelemetry.api.metrics.Meter;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/// How a process is connected to the bus, as metrics: which connections are up, how often they were
/// lost, what was refused or dropped, and how long one message takes. All of it is seen from this
/// side, so the server's monitoring port can stay closed.
///
/// Hears [BusEvent]s as [BusOptions#withListener(Consumer)]; [BusPulse] brings the times.
/// Thread-safe.
public final class BusMetrics implements Consumer<BusEvent> {
  private static final AttributeKey<String> CONNECTION = AttributeKey.stringKey("connection");
  private static final AttributeKey<String> OPERATION = AttributeKey.stringKey("operation");
  private static final List<Double> HOP_EDGES =
      List.of(0.2, 0.5, 1.0, 2.0, 5.0, 10.0, 20.0, 50.0, 100.0, 250.0, 1_000.0, 2_000.0);

  private final LongCounter disconnects;
  private final LongCounter reconnects;
  private final LongCounter denied;
  private final LongCounter slow;
  private final DoubleHistogram hop;
  private final Map<String, Boolean> up = new ConcurrentHashMap<>();

  public BusMetrics(Meter meter) {
    disconnects =
        meter
            .counterBuilder("loqa.bus_disconnects")
            .setDescription("How often a connection to the bus was lost.")
            .build();
    reconnects =
        meter
            .counterBuilder("loqa.bus_reconnects")
            .setDescription("How often a lost connection to the bus came back.")
            .build();
    denied =
        meter
            .counterBuilder("loqa.bus_denied")
            .setDescription("Publishes and subscriptions that the bus refused this process.")
            .build();
    slow =
        meter
            .counterBuilder("loqa.bus_slow_consumers")
            .setDescription("How often messages were dropped because a handler was too slow.")
            .build();
    hop =
        meter
            .histogramBuilder("loqa.bus_hop_ms")
            .setDescription(
                "From this process over the bus and back, as a message to a neighbour travels, in milliseconds.")
            .setExplicitBucketBoundariesAdvice(HOP_EDGES)
            .build();
    meter
        .gaugeBuilder("loqa.bus_connected")
        .ofLongs()
        .setDescription("1 while the connection to the bus is up.")
        .buildWithCallback(measured ->
            up.forEach((connection, is) -> measured.record(is ? 1 : 0, labels(connection))));
    denied.add(0, Attributes.of(OPERATION, "publish"));
    denied.add(0, Attributes.of(OPERATION, "subscription"));
    slow.add(0);
  }

  @Override
  public void accept(BusEvent event) {
    switch (event) {
      case BusEvent.Connected connected -> connected(connected.connection());
      case BusEvent.Disconnected lost -> lost(lost.connection());
      case BusEvent.Denied refused -> denied.add(1, Attributes.of(OPERATION, refused.operation()));
      case BusEvent.SlowConsumer _ -> slow.add(1);
    }
  }

  /// jnats tells of the same loss, and of the same return, more than once: one is counted.
  private void lost(String connection) {
    Boolean before = up.put(connection, false);
    if (before != null && before) {
      disconnects.add(1, labels(connection));
    }
  }

  private void connected(String connection) {
    Boolean before = up.put(connection, true);
    if (before == null) {
      disconnects.add(0, labels(connection));
      reconnects.add(0, labels(connection));
    } else if (!before) {
      reconnects.add(1, labels(connection));
    }
  }

  /// One message took this long on a connection.
  void hop(String connection, Duration took) {
    hop.record(took.toNanos() / 1e6, labels(connection));
  }

  private static Attributes labels(String connection) {
    return Attributes.of(CONNECTION, connection);
  }
}
