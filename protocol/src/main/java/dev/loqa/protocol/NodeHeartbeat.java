package dev.loqa.protocol;

import java.time.Instant;
import java.util.List;

/// A node is alive.
///
/// @param cpu share of one core, 0 to 1 and above
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
    Instant lastSeen)
    implements Message {
  public NodeHeartbeat {
    capabilities = List.copyOf(capabilities);
    services = List.copyOf(services);
  }
}
