package dev.loqa.protocol;

import org.jspecify.annotations.Nullable;

/// Asks an STT node whether it still listens to an utterance that it has leased; the answer is
/// [SttOpened] while it does.
///
/// @param node who is asked: it travels in the subject too
public record SttLease(NodeId node, SessionId sessionId, @Nullable TurnId turnId)
    implements Message {}
