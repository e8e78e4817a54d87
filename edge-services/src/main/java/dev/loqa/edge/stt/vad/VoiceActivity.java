package dev.loqa.edge.stt.vad;

/// Follows the sound of one utterance and says of each hop whether somebody speaks in it.
///
/// Sound is mono, 16 kHz. One utterance, one thread, no clock: time is counted in samples, so that
/// a recording is judged the same however fast it is read.
public interface VoiceActivity extends AutoCloseable {
  /// Samples of a hop, 10 ms.
  int HOP_SAMPLES = 160;

  int HOP_MILLIS = 10;

  /// Takes one sample; true when it completes a hop.
  boolean accept(short sample);

  /// Whether the hop that just ended holds voice.
  boolean voice();

  /// True at the one moment when the background is first known and what was taken for voice until
  /// now turns out to have been that background.
  boolean wasBackground();

  /// Hops so far.
  int hops();

  /// Gives back what it holds. Repeatable.
  @Override
  void close();
}
