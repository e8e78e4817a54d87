package dev.loqa.protocol;

import org.jspecify.annotations.Nullable;

/// Asks a satellite of this machine to take a WAV file for its microphone; the answer is
/// [SatelliteHeard].
///
/// @param path absolute; readable by the satellite
/// @param realTime pace frames as a microphone would
/// @param outPath where the spoken answer goes as WAV
public record SatelliteHear(
    SessionId sessionId,
    @Nullable TurnId turnId,
    String path,
    boolean realTime,
    @Nullable String room,
    @Nullable String speaker,
    @Nullable String outPath)
    implements Message {}
