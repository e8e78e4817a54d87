package dev.loqa.edge.stt.pocketsphinx;

import dev.loqa.edge.stt.Grammar;
import dev.loqa.edge.stt.SpeechEngine;
import dev.loqa.edge.stt.SpeechEngineContract;

final class PocketSphinxContractTest extends SpeechEngineContract {
  private final Grammar house = PocketSphinxEngineTest.house();

  @Override
  protected SpeechEngine newEngine() {
    return new PocketSphinxEngine("", "", "", 0.5);
  }

  @Override
  protected String heard() {
    return SAID;
  }

  @Override
  protected Grammar house() {
    return house;
  }
}
