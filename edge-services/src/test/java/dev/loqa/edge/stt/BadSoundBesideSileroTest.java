package dev.loqa.edge.stt;

import dev.loqa.edge.stt.vad.RealSilero;
import dev.loqa.edge.stt.vad.VadSettings;

final class BadSoundBesideSileroTest extends BadSoundContract {
  @Override
  VadSettings vad() {
    return new VadSettings(VadSettings.SILERO, RealSilero.file().toString());
  }
}
