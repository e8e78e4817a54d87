package dev.loqa.protocol;

import org.jspecify.annotations.Nullable;

/// A piece of the spoken answer: s16le.
///
/// @param sequence counts from 0 within the answer
/// @param sampleRate hertz
/// @param isFinal the last piece of the answer
public record TtsAudio(
    SessionId sessionId,
    @Nullable String target,
    long sequence,
    int sampleRate,
    int channels,
    Bytes pcm,
    boolean isFinal,
    @Nullable TurnId turnId)
    implements Message {
  public TtsAudio {
    AudioLimits.check(sequence, sampleRate, channels, pcm);
  }
}
