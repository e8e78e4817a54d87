package dev.loqa.protocol;

import org.jspecify.annotations.Nullable;

/// Asks a satellite to take a WAV file for its microphone; the answer is [SatelliteHeard].
///
/// @param path absolute; readable by the satellite unless `wav` is there
/// @param realTime pace frames as a microphone would
/// @param outPath where the spoken answer goes as WAV
/// @param wav the file itself in base64, for a satellite on another machine or of another user; at
///   most [#INLINE_BYTES] before encoding
public record SatelliteHear(
    SessionId sessionId,
    @Nullable TurnId turnId,
    String path,
    boolean realTime,
    @Nullable String room,
    @Nullable String speaker,
    @Nullable String outPath,
    @Nullable String wav)
    implements Message {
  /// What fits into one message of the bus, 20 s of 16 kHz mono.
  public static final int INLINE_BYTES = 640 * 1024;
}
