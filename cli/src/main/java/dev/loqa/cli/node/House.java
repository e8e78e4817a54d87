package dev.loqa.cli.node;

import java.time.Instant;
import java.util.List;

/// Who decides about a node: a running Loqa with a bus of its own, or the folder with the
/// authority's key. A refusal is a [dev.loqa.cli.api.CliException].
sealed interface House extends AutoCloseable permits RunningHouse, FolderHouse {
  /// What a node is given.
  ///
  /// @param certificate its own and the authority's, as PEM
  /// @param changed whether it is another than the last time
  record Given(List<String> roles, Instant ends, String certificate, boolean changed) {
    public Given {
      roles = List.copyOf(roles);
    }
  }

  /// Lets a node in.
  ///
  /// @param hosts of the bus server; none for others
  Given enroll(String id, List<String> roles, List<String> hosts, byte[] request);

  /// Renews one that is in.
  Given rotate(String id, byte[] request);

  /// Whether the node was in.
  boolean revoke(String id);

  @Override
  void close();
}
