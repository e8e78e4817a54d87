package dev.loqa.protocol;

import org.jspecify.annotations.Nullable;

/// Which node leased the utterance.
///
/// @param node who listens; absent from a refusal
/// @param answersLease whether the node answers [SttLease], so that its silence is its death;
///   absent from nodes that do not know the question
/// @param error why nobody listens; absent when somebody does
public record SttOpened(
    @Nullable NodeId node, @Nullable Boolean answersLease, @Nullable String error)
    implements Message {
  /// Of a node that answers [SttLease].
  public static SttOpened watched(NodeId node) {
    return new SttOpened(node, true, null);
  }

  /// Of a node that does not answer [SttLease].
  public static SttOpened unwatched(NodeId node) {
    return new SttOpened(node, null, null);
  }

  /// Nobody listens.
  public static SttOpened refused(String why) {
    return new SttOpened(null, null, why);
  }
}
