package dev.loqa.protocol;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A node is here and says what it can do.
///
/// @param started when its process began, which tells it from the one before; absent from senders
///   that do not say
public record NodeAnnounce(
    NodeId nodeId,
    String role,
    List<String> capabilities,
    String version,
    @Nullable Instant started)
    implements Message {
  public NodeAnnounce {
    capabilities = List.copyOf(capabilities);
  }

  /// Of a sender that does not say since when.
  public NodeAnnounce(NodeId nodeId, String role, List<String> capabilities, String version) {
    this(nodeId, role, capabilities, version, null);
  }
}
