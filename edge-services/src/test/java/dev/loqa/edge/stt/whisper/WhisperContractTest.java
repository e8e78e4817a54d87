package dev.loqa.edge.stt.whisper;

import dev.loqa.edge.stt.Grammar;
import dev.loqa.edge.stt.SpeechEngine;
import dev.loqa.edge.stt.SpeechEngineContract;
import java.util.Set;

/// With the empty model: that every sound goes through, not what is heard.
final class WhisperContractTest extends SpeechEngineContract {
  @Override
  protected SpeechEngine newEngine() {
    return new WhisperEngine(WhisperEngineTest.settings(EmptyModel.path(), 0), "en");
  }

  @Override
  protected String heard() {
    return "";
  }

  @Override
  protected Grammar house() {
    return new Grammar("house", "", Set.of("lamp"), "Turn on the lamp.");
  }
}
