package dev.loqa.protocol;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A node is alive.
///
/// @param cpu share of one core that the node's process takes, 0 to 1 and above
/// @param memoryBytes what its process takes
/// @param diskFreeBytes of the disk with its data
/// @param gpu share of the machine's graphics processor in use, 0 where it does not tell
/// @param machine the machine as a whole; absent from senders that do not look
public record NodeHeartbeat(
    NodeId nodeId,
    String role,
    List<String> capabilities,
    double cpu,
    long memoryBytes,
    long diskFreeBytes,
    double gpu,
    List<String> services,
    int queueDepth,
    Instant lastSeen,
    @Nullable MachineUse machine)
    implements Message {
  /// The capability of a node that takes what is sent to it alone.
  public static final String ADDRESSED = "addressed";

  public NodeHeartbeat {
    capabilities = List.copyOf(capabilities);
    services = List.copyOf(services);
  }

  /// Of a sender that does not look at its machine.
  public NodeHeartbeat(
      NodeId nodeId,
      String role,
      List<String> capabilities,
      double cpu,
      long memoryBytes,
      long diskFreeBytes,
      double gpu,
      List<String> services,
      int queueDepth,
      Instant lastSeen) {
    this(
        nodeId,
        role,
        capabilities,
        cpu,
        memoryBytes,
        diskFreeBytes,
        gpu,
        services,
        queueDepth,
        lastSeen,
        null);
  }
}
