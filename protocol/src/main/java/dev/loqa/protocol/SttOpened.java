package dev.loqa.protocol;

import org.jspecify.annotations.Nullable;

/// Which node leased the utterance.
///
/// @param node who listens; null in a refusal, which says why in `error`
/// @param answersLease whether the node answers [SttLease], so that its silence is its death;
///   absent from nodes that do not know the question
public record SttOpened(NodeId node, @Nullable Boolean answersLease) implements Message {
  /// Of a node that answers [SttLease].
  public static SttOpened watched(NodeId node) {
    return new SttOpened(node, true);
  }
}
