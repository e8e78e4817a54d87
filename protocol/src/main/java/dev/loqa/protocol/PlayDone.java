package dev.loqa.protocol;

import org.jspecify.annotations.Nullable;

/// The person heard the answer to its end.
public record PlayDone(
    SessionId sessionId, @Nullable TurnId turnId, @Nullable String target, double firstAudioMs)
    implements Message {}
