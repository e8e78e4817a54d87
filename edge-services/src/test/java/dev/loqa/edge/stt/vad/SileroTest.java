package dev.loqa.edge.stt.vad;

/// With the real net.
final class SileroTest extends VoiceActivityContract {
  @Override
  VoiceDetector newDetector() {
    return SileroDetector.open(RealSilero.file());
  }

  @Override
  boolean tellsMusic() {
    return true;
  }

  @Override
  double quietNoiseDb() {
    return 5;
  }
}
