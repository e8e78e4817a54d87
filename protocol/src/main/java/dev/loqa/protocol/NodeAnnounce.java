package dev.loqa.protocol;

import java.util.List;

/// A node is here and says what it can do.
public record NodeAnnounce(NodeId nodeId, String role, List<String> capabilities, String version)
    implements Message {
  public NodeAnnounce {
    capabilities = List.copyOf(capabilities);
  }
}
