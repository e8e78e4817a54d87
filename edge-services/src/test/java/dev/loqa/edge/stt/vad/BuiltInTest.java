package dev.loqa.edge.stt.vad;

final class BuiltInTest extends VoiceActivityContract {
  @Override
  VoiceDetector newDetector() {
    return new BuiltInDetector();
  }

  @Override
  boolean tellsMusic() {
    return false;
  }

  @Override
  double quietNoiseDb() {
    return 25;
  }
}
