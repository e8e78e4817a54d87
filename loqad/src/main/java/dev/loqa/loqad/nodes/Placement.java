package dev.loqa.loqad.nodes;

import dev.loqa.loqad.nodes.NodeRegistry.NodeView;
import dev.loqa.protocol.MachineUse;
import dev.loqa.protocol.NodeHeartbeat;
import dev.loqa.protocol.NodeId;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// In which order the nodes are asked that can do the same. Pure: the same nodes give the same
/// order.
///
/// One that has what is wanted comes before one that has not, then one with room before one that is
/// busy, then one that does not run down a battery, then where it stands as the owner prefers, then
/// the one with less to do.
///
/// @param preference where a stage is done when all else is equal
/// @param core the name of loqad's machine; null where it is not known
/// @param children the nodes that loqad itself started, which are on its machine
public record Placement(Preference preference, @Nullable String core, Set<NodeId> children) {
  /// So many waiting are more than a person waits for while another node is free.
  private static final int BUSY_QUEUE = 2;

  /// Above it a machine answers late, whatever it is asked.
  private static final double BUSY_CPU = 0.9;

  /// A battery below it is kept for what only its node can do.
  private static final int LOW_BATTERY_PERCENT = 20;

  /// Shares of a processor closer than that are the same.
  private static final double CPU_STEP = 0.25;

  public Placement {
    children = Set.copyOf(children);
  }

  /// Those that serve `role` now and take what is sent to them alone, the best first.
  ///
  /// @param wanted capabilities, such as `tts.language.de`; one that lacks some is asked last, for
  ///   it may do with less
  public List<NodeId> rank(List<NodeView> nodes, String role, Set<String> wanted) {
    Comparator<NodeView> order =
        Comparator.<NodeView>comparingInt(node -> node.capabilities().containsAll(wanted) ? 0 : 1)
            .thenComparingInt(node -> busy(node) ? 1 : 0)
            .thenComparingInt(Placement::drain)
            .thenComparingInt(node -> isCore(node) == (preference == Preference.CORE_FIRST) ? 0 : 1)
            .thenComparingInt(node -> beat(node).queueDepth())
            .thenComparingLong(node -> Math.round(cpu(node) / CPU_STEP))
            .thenComparing(node -> node.id().value());
    return nodes.stream()
        .filter(node -> node.present() && node.heartbeat() != null)
        .filter(node -> List.of(node.role().split("\\+", -1)).contains(role))
        .filter(node -> node.capabilities().contains(NodeHeartbeat.ADDRESSED))
        .sorted(order)
        .map(NodeView::id)
        .toList();
  }

  private boolean isCore(NodeView node) {
    MachineUse machine = beat(node).machine();
    return children.contains(node.id())
        || (core != null && machine != null && core.equals(machine.host()));
  }

  private static boolean busy(NodeView node) {
    return beat(node).queueDepth() >= BUSY_QUEUE || cpu(node) > BUSY_CPU;
  }

  /// 0 on mains or where nothing is known, 1 on a battery, 2 on one that is low.
  private static int drain(NodeView node) {
    MachineUse machine = beat(node).machine();
    if (machine == null || !"battery".equals(machine.power())) {
      return 0;
    }
    Integer percent = machine.batteryPercent();
    return percent != null && percent < LOW_BATTERY_PERCENT ? 2 : 1;
  }

  private static double cpu(NodeView node) {
    MachineUse machine = beat(node).machine();
    Double cpu = machine == null ? null : machine.cpu();
    return cpu == null ? 0 : cpu;
  }

  private static NodeHeartbeat beat(NodeView node) {
    NodeHeartbeat beat = node.heartbeat();
    if (beat == null) {
      throw new IllegalArgumentException("node " + node.id() + " was never heard");
    }
    return beat;
  }
}
