package dev.loqa.loqad.metrics;

import dev.loqa.loqad.nodes.NodeRegistry;
import dev.loqa.loqad.nodes.NodeRegistry.NodeView;
import dev.loqa.protocol.NodeHeartbeat;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.metrics.Meter;
import io.opentelemetry.api.metrics.ObservableDoubleMeasurement;
import io.opentelemetry.api.metrics.ObservableLongMeasurement;

/// What the nodes told of themselves, one row a node; a node that has gone keeps its row of
/// `loqa_node_present`, with 0, and loses the others.
final class NodeMetrics {
  private static final AttributeKey<String> NODE = AttributeKey.stringKey("node");
  private static final AttributeKey<String> ROLE = AttributeKey.stringKey("role");
  private static final AttributeKey<String> ENGINE = AttributeKey.stringKey("engine");

  private final NodeRegistry nodes;
  private final ObservableLongMeasurement present;
  private final ObservableDoubleMeasurement silent;
  private final ObservableDoubleMeasurement cores;
  private final ObservableLongMeasurement memory;
  private final ObservableLongMeasurement disk;
  private final ObservableLongMeasurement waiting;
  private final ObservableLongMeasurement engines;

  private NodeMetrics(NodeRegistry nodes, Meter meter) {
    this.nodes = nodes;
    present = number(meter, "present", "1 while the node is heard, 0 once it has gone.");
    silent =
        meter
            .gaugeBuilder("loqa.node_silent_seconds")
            .setDescription("Since when nothing was heard of the node.")
            .buildObserver();
    cores =
        meter
            .gaugeBuilder("loqa.node_cpu_cores")
            .setDescription("Processor cores that the node's process uses.")
            .buildObserver();
    memory = number(meter, "memory_bytes", "Memory that the node's process takes.");
    disk = number(meter, "disk_free_bytes", "Room on the disk where the node runs.");
    waiting = number(meter, "queue_depth", "What waits for the node's services or is being done.");
    engines = number(meter, "engine", "1 for each engine or tier of models that the node offers.");
  }

  private static ObservableLongMeasurement number(Meter meter, String name, String what) {
    return meter.gaugeBuilder("loqa.node_" + name).ofLongs().setDescription(what).buildObserver();
  }

  /// Begins to tell; closing ends it.
  static AutoCloseable watch(NodeRegistry nodes, Meter meter) {
    NodeMetrics metrics = new NodeMetrics(nodes, meter);
    return meter.batchCallback(
        metrics::read,
        metrics.present,
        metrics.silent,
        metrics.cores,
        metrics.memory,
        metrics.disk,
        metrics.waiting,
        metrics.engines);
  }

  private void read() {
    for (NodeView node : nodes.nodes()) {
      Attributes labels = Attributes.of(NODE, node.id().value(), ROLE, node.role());
      present.record(node.present() ? 1 : 0, labels);
      silent.record(node.silentSeconds(), labels);
      NodeHeartbeat beat = node.heartbeat();
      if (node.present() && beat != null) {
        cores.record(beat.cpu(), labels);
        memory.record(beat.memoryBytes(), labels);
        disk.record(beat.diskFreeBytes(), labels);
        waiting.record(beat.queueDepth(), labels);
        node.capabilities().stream()
            .filter(one -> one.contains(".engine.") || one.contains(".tier."))
            .forEach(one -> engines.record(1, labels.toBuilder().put(ENGINE, one).build()));
      }
    }
  }
}
