package dev.loqa.loqad.nodes;

import dev.loqa.base.life.Part;
import dev.loqa.base.life.Parts;
import dev.loqa.bus.Bus;
import dev.loqa.protocol.NodeAnnounce;
import dev.loqa.protocol.NodeHeartbeat;
import dev.loqa.protocol.NodeId;
import dev.loqa.protocol.Subjects;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Who is there and what they can do, from what the nodes announce. Thread-safe.
///
/// A node that was silent for [#SILENCE] counts as gone. At most [#MOST] nodes are remembered.
public final class NodeRegistry implements Part {
  /// A node's longest silence.
  public static final Duration SILENCE = Duration.ofSeconds(7);

  private static final int MOST = 256;
  private static final Logger LOG = LoggerFactory.getLogger(NodeRegistry.class);

  /// One node as it was heard last.
  ///
  /// @param present whether it was heard lately
  public record NodeView(
      NodeId id,
      String role,
      List<String> capabilities,
      @Nullable NodeHeartbeat heartbeat,
      double silentSeconds,
      boolean present) {
    public NodeView {
      capabilities = List.copyOf(capabilities);
    }
  }

  private record Seen(
      String role, List<String> capabilities, @Nullable NodeHeartbeat heartbeat, long nanos) {}

  private final LongSupplier nanos;
  private final Map<NodeId, Seen> nodes =
      new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<NodeId, Seen> eldest) {
          return size() > MOST;
        }
      };
  private final Parts subscriptions = new Parts();

  /// @param nanos a monotonic clock
  public NodeRegistry(Bus bus, LongSupplier nanos) {
    this.nanos = nanos;
    subscriptions.add(
        bus.subscribe(
            Subjects.NODE_ANNOUNCE,
            delivery -> {
              NodeAnnounce announce = delivery.as(NodeAnnounce.class);
              saw(
                  announce.nodeId(),
                  new Seen(announce.role(), announce.capabilities(), null, nanos.getAsLong()));
              LOG.atInfo()
                  .addKeyValue("node", announce.nodeId())
                  .addKeyValue("role", announce.role())
                  .log("node joined");
            }));
    subscriptions.add(
        bus.subscribe(
            Subjects.NODE_HEARTBEATS,
            delivery -> {
              NodeHeartbeat beat = delivery.as(NodeHeartbeat.class);
              saw(
                  beat.nodeId(),
                  new Seen(beat.role(), beat.capabilities(), beat, nanos.getAsLong()));
            }));
  }

  private synchronized void saw(NodeId id, Seen seen) {
    nodes.put(id, seen);
    notifyAll();
  }

  /// Every node that was ever heard, by name.
  public synchronized List<NodeView> nodes() {
    Map<String, NodeView> views = new TreeMap<>();
    nodes.forEach((id, seen) -> views.put(id.value(), view(id, seen)));
    return List.copyOf(views.values());
  }

  private NodeView view(NodeId id, Seen seen) {
    double silent = (nanos.getAsLong() - seen.nanos()) / 1e9;
    return new NodeView(
        id,
        seen.role(),
        seen.capabilities(),
        seen.heartbeat(),
        silent,
        silent <= SILENCE.toSeconds());
  }

  /// Whether somebody of `role` is here now.
  public synchronized boolean present(String role) {
    return nodes.entrySet().stream()
        .anyMatch(node ->
            node.getValue().role().equals(role) && view(node.getKey(), node.getValue()).present());
  }

  /// Whether somebody who is here offers `capability`.
  public synchronized boolean offers(String capability) {
    return nodes.entrySet().stream()
        .anyMatch(node ->
            node.getValue().capabilities().contains(capability)
                && view(node.getKey(), node.getValue()).present());
  }

  /// Waits until somebody of every role is here; whether they came in time.
  public synchronized boolean await(List<String> roles, Duration limit)
      throws InterruptedException {
    long end = System.nanoTime() + limit.toNanos();
    while (!roles.stream().allMatch(this::present)) {
      long left = (end - System.nanoTime()) / 1_000_000;
      if (left <= 0) {
        return false;
      }
      wait(left);
    }
    return true;
  }

  @Override
  public void close() {
    subscriptions.close();
  }
}
