package dev.loqa.edge;

import dev.loqa.base.life.Parts;
import dev.loqa.base.telemetry.Spans;
import dev.loqa.bus.Bus;
import dev.loqa.edge.satellite.Loudspeaker;
import dev.loqa.edge.satellite.OwnSounds;
import dev.loqa.edge.satellite.OwnWords;
import dev.loqa.edge.satellite.PipeListener;
import dev.loqa.edge.satellite.PipeSpeaker;
import dev.loqa.edge.satellite.Satellite;
import dev.loqa.edge.satellite.SatelliteService;
import dev.loqa.edge.satellite.WordedLoudspeaker;
import dev.loqa.edge.tts.espeak.EspeakOptions;
import dev.loqa.edge.tts.espeak.EspeakSynthesizer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;

/// The kind `satellite`: its microphone, its loudspeaker, and what it says by itself.
final class Attending {
  private Attending() {}

  static Running start(Bus bus, EdgeConfig config, Spans spans) {
    Parts parts = new Parts();
    EspeakOptions espeak = config.tts().espeak();
    List<String> capabilities = new ArrayList<>(List.of("satellite", "satellite.file"));
    try {
      Loudspeaker speaker = sound -> {};
      if (!config.pipe().sink().isEmpty()) {
        speaker = parts.add(new PipeSpeaker(config.pipe()));
        capabilities.add("satellite.speaker");
      }
      AtomicReference<OwnSounds> own = new AtomicReference<>(OwnSounds.NOTES);
      Satellite satellite =
          Satellite.start(bus, config.satellite(), new WordedLoudspeaker(speaker, own::get), spans);
      SatelliteService service = parts.add(SatelliteService.start(bus, satellite));
      if (!config.pipe().source().isEmpty()) {
        parts.add(PipeListener.start(satellite, config.pipe(), System.in));
        capabilities.add("satellite.microphone");
      }
      // Nobody waits for it: until the words are there, notes stand for them.
      Thread.ofVirtual()
          .name("satellite-words")
          .start(() ->
              own.set(
                  OwnWords.spoken(() -> new EspeakSynthesizer(espeak), espeak.defaultLanguage())));
      return new Running(Kind.SATELLITE, parts, capabilities, service::queueDepth);
    } catch (RuntimeException e) {
      parts.close();
      throw e;
    }
  }
}
