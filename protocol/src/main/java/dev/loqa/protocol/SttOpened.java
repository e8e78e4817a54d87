package dev.loqa.protocol;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Which node leased the utterance.
///
/// @param answersLease whether the node answers [SttLease], so that its silence is its death;
///   absent from nodes that do not know the question
public record SttOpened(NodeId node, @Nullable Boolean answersLease) implements Message {
  public SttOpened {
    // Without it, it is a refusal.
    Objects.requireNonNull(node);
  }

  /// Of a node that answers [SttLease].
  public static SttOpened watched(NodeId node) {
    return new SttOpened(node, true);
  }
}
