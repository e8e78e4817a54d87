package dev.loqa.loqad.nodes;

import dev.loqa.base.life.Part;
import dev.loqa.bus.Bus;
import dev.loqa.bus.BusException;
import dev.loqa.protocol.NodeId;
import dev.loqa.protocol.PlacementChanged;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Who is asked first at each stage, from who is there now; told to the satellites, which ask the
/// recognizers themselves.
///
/// Thread model: asked by any thread; a virtual thread `placement` looks twice a second and tells
/// what has changed, and all of it every five seconds for those who have just come.
public final class Placements implements Part {
  private static final Logger LOG = LoggerFactory.getLogger(Placements.class);
  private static final Duration LOOK = Duration.ofMillis(500);
  private static final int TELL_EVERY = 10;
  private static final Duration JOIN = Duration.ofSeconds(3);

  private final Bus bus;
  private final NodeRegistry nodes;
  private final Map<String, Placement> stages = new LinkedHashMap<>();
  private final CountDownLatch closing = new CountDownLatch(1);
  private final Thread thread;
  private Map<String, List<NodeId>> told = Map.of();

  private Placements(
      Bus bus,
      NodeRegistry nodes,
      PlacementConfig config,
      @Nullable String core,
      Set<NodeId> children) {
    this.bus = bus;
    this.nodes = nodes;
    PlacementConfig.STAGES.forEach(
        stage -> stages.put(stage, new Placement(config.of(stage), core, children)));
    this.thread = Thread.ofVirtual().name("placement").unstarted(this::run);
  }

  /// Begins to look and to tell.
  ///
  /// @param core the name of this machine; null where it is not known
  /// @param children the nodes that loqad itself starts
  public static Placements start(
      Bus bus,
      NodeRegistry nodes,
      PlacementConfig config,
      @Nullable String core,
      Set<NodeId> children) {
    Placements placements = new Placements(bus, nodes, config, core, children);
    placements.thread.start();
    return placements;
  }

  /// Those that do `stage`, the best first.
  public List<NodeId> of(String stage, Set<String> wanted) {
    Placement placement = stages.get(stage);
    return placement == null ? List.of() : placement.rank(nodes.nodes(), stage, wanted);
  }

  private void run() {
    try {
      // A node of another machine that falls silent is lost to whoever waits for it.
      for (long look = 0; !closing.await(LOOK.toMillis(), TimeUnit.MILLISECONDS); look++) {
        nodes.countSilent();
        tell(look % TELL_EVERY == 0);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void tell(boolean anyway) {
    Map<String, List<NodeId>> now = new LinkedHashMap<>();
    stages.keySet().forEach(stage -> now.put(stage, choice(of(stage, Set.of()))));
    if (anyway || !now.equals(told)) {
      try {
        bus.publish(new PlacementChanged(now));
        told = now;
      } catch (BusException e) {
        LOG.atDebug().setCause(e).log("placement not told");
      }
    }
  }

  /// Where there are not two, nothing is chosen: whoever listens to the stage is asked, as ever.
  private static List<NodeId> choice(List<NodeId> order) {
    return order.size() > 1 ? order : List.of();
  }

  @Override
  public void close() {
    closing.countDown();
    try {
      thread.join(JOIN);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
