package dev.loqa.protocol;

import org.jspecify.annotations.Nullable;

/// Asks for one STT node to lease an utterance; the answer is [SttOpened].
///
/// @param rate sample rate in hertz
/// @param node who alone is asked: it travels in the subject too; absent for whoever is free
/// @param attempt which of the requests for this turn it is, from 1: of two the higher one counts,
///   in whatever order they arrive; absent from who asks once
public record SttOpen(
    SessionId sessionId,
    @Nullable TurnId turnId,
    int rate,
    @Nullable String room,
    @Nullable String speaker,
    @Nullable NodeId node,
    @Nullable Integer attempt)
    implements Message {
  /// To whoever is free, once.
  public SttOpen(
      SessionId sessionId,
      @Nullable TurnId turnId,
      int rate,
      @Nullable String room,
      @Nullable String speaker) {
    this(sessionId, turnId, rate, room, speaker, null, null);
  }

  /// The same to one node alone.
  public SttOpen at(NodeId one) {
    return new SttOpen(sessionId, turnId, rate, room, speaker, one, attempt);
  }

  /// The same as the given one of several requests for this turn.
  public SttOpen attempt(int number) {
    return new SttOpen(sessionId, turnId, rate, room, speaker, node, number);
  }
}
