package dev.loqa.protocol;

import org.jspecify.annotations.Nullable;

/// Asks for one STT node to lease an utterance; the answer is [SttOpened].
///
/// @param rate sample rate in hertz
/// @param node who alone is asked: it travels in the subject too; absent for whoever is free
public record SttOpen(
    SessionId sessionId,
    @Nullable TurnId turnId,
    int rate,
    @Nullable String room,
    @Nullable String speaker,
    @Nullable NodeId node)
    implements Message {
  /// To whoever is free.
  public SttOpen(
      SessionId sessionId,
      @Nullable TurnId turnId,
      int rate,
      @Nullable String room,
      @Nullable String speaker) {
    this(sessionId, turnId, rate, room, speaker, null);
  }

  /// The same to one node alone.
  public SttOpen at(NodeId one) {
    return new SttOpen(sessionId, turnId, rate, room, speaker, one);
  }
}
