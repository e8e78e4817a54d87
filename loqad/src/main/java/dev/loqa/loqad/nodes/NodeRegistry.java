package dev.loqa.loqad.nodes;

import dev.loqa.base.life.Part;
import dev.loqa.base.life.Parts;
import dev.loqa.bus.Bus;
import dev.loqa.protocol.NodeAnnounce;
import dev.loqa.protocol.NodeHeartbeat;
import dev.loqa.protocol.NodeId;
import dev.loqa.protocol.Subjects;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Who is there and what they can do, from what the nodes announce. Thread-safe.
///
/// A node that was silent for [#SILENCE] counts as gone. One whose process is known to have ended
/// ([#ended]) is gone at once, and stays so until it announces itself again: a heartbeat that it
/// had sent before and that comes late does not bring it back. At most [#MOST] nodes are
/// remembered.
public final class NodeRegistry implements Part {
  /// A node's longest silence.
  public static final Duration SILENCE = Duration.ofSeconds(7);

  private static final int MOST = 256;
  private static final Logger LOG = LoggerFactory.getLogger(NodeRegistry.class);

  /// One node as it was heard last.
  ///
  /// @param capabilities what it offers; none once its process is known to have ended
  /// @param present whether it was heard lately and is not known to have ended
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
      String role,
      List<String> capabilities,
      @Nullable NodeHeartbeat heartbeat,
      long nanos,
      boolean ended) {
    /// A node that does several things names them all: `stt+tts`.
    boolean serves(String wanted) {
      return List.of(role.split("\\+", -1)).contains(wanted);
    }
  }

  private final LongSupplier nanos;
  private final Map<String, Long> departures = new HashMap<>();
  private final Set<NodeId> silent = new HashSet<>();
  private final Map<NodeId, Instant> starts = new HashMap<>();
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
              announced(
                  announce.nodeId(),
                  new Seen(
                      announce.role(), announce.capabilities(), null, nanos.getAsLong(), false),
                  announce.started());
            }));
    subscriptions.add(
        bus.subscribe(
            Subjects.NODE_HEARTBEATS,
            delivery -> {
              NodeHeartbeat beat = delivery.as(NodeHeartbeat.class);
              beaten(
                  beat.nodeId(),
                  new Seen(beat.role(), beat.capabilities(), beat, nanos.getAsLong(), false));
            }));
  }

  /// An announcement tells nothing of load, so what the last heartbeat told stays.
  private synchronized void announced(NodeId id, Seen seen, @Nullable Instant started) {
    Seen before = nodes.get(id);
    Instant startedBefore = started == null ? null : starts.put(id, started);
    boolean another = startedBefore != null && !startedBefore.equals(started);
    if (another && before != null && !before.ended() && !silent.contains(id)) {
      // Its process died and is back before anybody missed it: what it was doing is lost.
      departed(before);
      LOG.atInfo().addKeyValue("node", id).addKeyValue("role", seen.role()).log("node is new");
    }
    if (before == null || before.ended() || !lately(before)) {
      LOG.atInfo().addKeyValue("node", id).addKeyValue("role", seen.role()).log("node joined");
    }
    NodeHeartbeat heartbeat = before == null || before.ended() ? null : before.heartbeat();
    nodes.put(id, new Seen(seen.role(), seen.capabilities(), heartbeat, seen.nanos(), false));
    starts.keySet().retainAll(nodes.keySet());
    notifyAll();
  }

  private synchronized void beaten(NodeId id, Seen seen) {
    Seen before = nodes.get(id);
    if (before == null || !before.ended()) {
      nodes.put(id, seen);
      notifyAll();
    }
  }

  /// The process of node `id` has ended: what it offered is gone until it announces itself again.
  public synchronized void ended(NodeId id) {
    Seen seen = nodes.get(id);
    if (seen == null || seen.ended()) {
      return;
    }
    nodes.put(id, new Seen(seen.role(), List.of(), seen.heartbeat(), seen.nanos(), true));
    departed(seen);
    LOG.atInfo().addKeyValue("node", id).addKeyValue("role", seen.role()).log("node left");
  }

  /// Counts those that have fallen silent since it was asked last as departed: whoever waits for
  /// one of them waits in vain.
  public synchronized void countSilent() {
    nodes.forEach((id, seen) -> {
      boolean overdue = !seen.ended() && !lately(seen);
      if (overdue && silent.add(id)) {
        departed(seen);
        LOG.atInfo().addKeyValue("node", id).addKeyValue("role", seen.role()).log("node is silent");
      } else if (!overdue) {
        silent.remove(id);
      }
    });
    silent.retainAll(nodes.keySet());
  }

  private void departed(Seen seen) {
    for (String role : seen.role().split("\\+", -1)) {
      departures.merge(role, 1L, Long::sum);
    }
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
        !seen.ended() && lately(seen));
  }

  private boolean lately(Seen seen) {
    return nanos.getAsLong() - seen.nanos() <= SILENCE.toNanos();
  }

  /// Whether somebody of `role` is here now.
  public synchronized boolean present(String role) {
    return nodes.values().stream()
        .anyMatch(seen -> seen.serves(role) && !seen.ended() && lately(seen));
  }

  /// Whether somebody of `role` was here within the last [#SILENCE], though it may have ended
  /// since: one that is started again is worth asking, because it will answer in a moment.
  public synchronized boolean lately(String role) {
    return nodes.values().stream().anyMatch(seen -> seen.serves(role) && lately(seen));
  }

  /// How many nodes that serve `role` are known to have ended so far.
  public synchronized long departures(String role) {
    return departures.getOrDefault(role, 0L);
  }

  /// Begins to watch over those who serve `role`, for somebody who depends on them for a while.
  public synchronized Watch watch(String role) {
    return new Watch(role, departures.getOrDefault(role, 0L), nanos.getAsLong());
  }

  /// Tells whether a node that somebody depends on went away since the watch began, also when one
  /// has come back meanwhile.
  public final class Watch {
    private final String role;
    private final long departed;
    private final long begun;
    private boolean seen;

    private Watch(String role, long departed, long begun) {
      this.role = role;
      this.departed = departed;
      this.begun = begun;
    }

    /// Whether one of them ended, or none was heard for [#SILENCE].
    public boolean lost() {
      synchronized (NodeRegistry.this) {
        boolean here = present(role);
        seen |= here;
        boolean ended = departures.getOrDefault(role, 0L) != departed;
        boolean overdue = seen || nanos.getAsLong() - begun > SILENCE.toNanos();
        return ended || (!here && overdue);
      }
    }
  }

  /// Whether somebody who is here offers `capability`.
  public synchronized boolean offers(String capability) {
    return nodes.values().stream()
        .anyMatch(
            seen -> seen.capabilities().contains(capability) && !seen.ended() && lately(seen));
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
