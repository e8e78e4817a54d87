package dev.loqa.edge.stt;

import dev.loqa.edge.stt.vad.VadSettings;

final class PauseInACommandTest extends PauseInACommandContract {
  @Override
  VadSettings vad() {
    return new VadSettings(VadSettings.BUILT_IN, "");
  }
}
