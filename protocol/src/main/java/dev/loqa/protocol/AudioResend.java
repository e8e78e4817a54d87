package dev.loqa.protocol;

import org.jspecify.annotations.Nullable;

/// Asks the satellite for the frames of an utterance again, from a sequence number on.
public record AudioResend(SessionId sessionId, @Nullable TurnId turnId, long from)
    implements Message {}
