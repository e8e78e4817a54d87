package dev.loqa.protocol;

import org.jspecify.annotations.Nullable;

/// How a file was heard and answered.
public record SatelliteHeard(
    SessionId sessionId,
    @Nullable TurnId turnId,
    String transcript,
    double firstAudioMs,
    double audioMs,
    @Nullable String error)
    implements Message {}
