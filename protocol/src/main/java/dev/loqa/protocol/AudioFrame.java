package dev.loqa.protocol;

/// A piece of what the microphone hears: s16le, interleaved when there are several channels.
///
/// @param sequence counts from 0 within the utterance
/// @param sampleRate hertz
/// @param isFinal the last frame of the utterance
public record AudioFrame(
    SessionId sessionId, long sequence, int sampleRate, int channels, Bytes pcm, boolean isFinal)
    implements Message {
  public AudioFrame {
    AudioLimits.check(sequence, sampleRate, channels, pcm);
  }
}
