package dev.loqa.edge.stt;

import dev.loqa.edge.stt.vad.VadSettings;

final class BadSoundTest extends BadSoundContract {
  @Override
  VadSettings vad() {
    return new VadSettings(VadSettings.BUILT_IN, "");
  }
}
