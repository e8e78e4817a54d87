package dev.loqa.protocol;

import org.jspecify.annotations.Nullable;

/// Asks for one STT node to lease an utterance; the answer is [SttOpened].
///
/// @param rate sample rate in hertz
public record SttOpen(
    SessionId sessionId,
    @Nullable TurnId turnId,
    int rate,
    @Nullable String room,
    @Nullable String speaker)
    implements Message {}
