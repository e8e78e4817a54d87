package dev.loqa.edge.tts.espeak;

import dev.loqa.edge.tts.SpeechRequest;
import dev.loqa.edge.tts.Synthesis;
import dev.loqa.edge.tts.Synthesizer;
import dev.loqa.edge.tts.Voice;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// The espeak-ng engine. A process that has loaded its voice waits for each text, so the first
/// sound is there a few milliseconds after the text; it comes at 22,050 Hz as it is made.
///
/// Thread-safe. Owns the waiting processes, the speaking ones and the thread `espeak-refill`.
public final class EspeakSynthesizer implements Synthesizer {
  private final EspeakVoices voices;
  private final WaitingRoom room;
  private final Set<EspeakSynthesis> running = ConcurrentHashMap.newKeySet();

  /// Starts the engine.
  ///
  /// @throws dev.loqa.edge.tts.TtsException when the program or a configured voice is missing
  public EspeakSynthesizer(EspeakOptions options) {
    this.voices = EspeakVoices.load(options);
    this.room = new WaitingRoom(options);
  }

  @Override
  public String name() {
    return "espeak-ng";
  }

  @Override
  public List<Voice> voices() {
    return voices.installed();
  }

  @Override
  public Synthesis begin(SpeechRequest request) {
    EspeakSynthesis synthesis =
        new EspeakSynthesis(room, voices.choose(request), request.text(), running::remove);
    running.add(synthesis);
    return synthesis;
  }

  WaitingRoom room() {
    return room;
  }

  @Override
  public void close() {
    List.copyOf(running).forEach(EspeakSynthesis::close);
    room.close();
  }
}
