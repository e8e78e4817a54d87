package dev.loqa.edge.stt.vad;

/// Tells voice by loudness. Needs no model and next to no memory or time.
public final class BuiltInDetector implements VoiceDetector {
  @Override
  public String name() {
    return VadSettings.BUILT_IN;
  }

  @Override
  public VoiceActivity begin() {
    return new LoudnessActivity();
  }

  @Override
  public void close() {}
}
