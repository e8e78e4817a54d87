package dev.loqa.protocol;

/// What a frame of audio may be.
public final class AudioLimits {
  /// Bytes of one frame at most.
  public static final int FRAME_BYTES = 64 * 1024;

  /// Seconds of one utterance at most.
  public static final int UTTERANCE_SECONDS = 60;

  private AudioLimits() {}

  static void check(long sequence, int sampleRateHz, int channels, Bytes pcm) {
    if (sequence < 0) {
      throw new ProtocolException("sequence is " + sequence + ": count frames from 0");
    }
    if (sampleRateHz < 8_000 || sampleRateHz > 192_000) {
      throw new ProtocolException("sample_rate is " + sampleRateHz + ": use 8000 to 192000");
    }
    if (channels < 1 || channels > 8) {
      throw new ProtocolException("channels is " + channels + ": use 1 to 8");
    }
    if (pcm.length() > FRAME_BYTES) {
      throw new ProtocolException(
          "the frame has " + pcm.length() + " bytes: send at most " + FRAME_BYTES + " a frame");
    }
    if (pcm.length() % (2 * channels) != 0) {
      throw new ProtocolException(
          "the frame has " + pcm.length() + " bytes: send whole 16 bit samples of every channel");
    }
  }
}
