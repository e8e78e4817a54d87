package dev.loqa.edge;

import dev.loqa.base.models.ModelException;
import dev.loqa.base.models.ModelKind;
import dev.loqa.base.telemetry.Spans;
import dev.loqa.bus.Bus;
import dev.loqa.edge.models.ModelSource;
import dev.loqa.edge.tts.RankedSynthesizer;
import dev.loqa.edge.tts.SpeechRequest;
import dev.loqa.edge.tts.Synthesis;
import dev.loqa.edge.tts.Synthesizer;
import dev.loqa.edge.tts.TtsException;
import dev.loqa.edge.tts.TtsService;
import dev.loqa.edge.tts.espeak.EspeakSynthesizer;
import dev.loqa.edge.tts.kokoro.KokoroOptions;
import dev.loqa.edge.tts.kokoro.KokoroSynthesizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The kind `tts`: which engines speak, in which order, and what the node says that it can.
final class Speaking {
  private static final Logger LOG = LoggerFactory.getLogger(Speaking.class);

  private Speaking() {}

  /// @param models where a Kokoro that is configured by its name lies
  static Running start(Bus bus, EdgeConfig edge, ModelSource models, Spans spans) {
    TtsBlock config = edge.tts();
    List<Synthesizer> engines = new ArrayList<>();
    try {
      Set<String> languages = new TreeSet<>(config.espeak().voices().keySet());
      kokoro(config.kokoro(), models, engines, languages);
      engines.add(warmed(new EspeakSynthesizer(config.espeak())));
      Synthesizer engine =
          engines.size() == 1 ? engines.getFirst() : new RankedSynthesizer(engines);
      TtsService service = TtsService.start(bus, engine, config.service(), spans);
      service.listenAs(edge.node());
      return new Running(Kind.TTS, service, capabilities(engines, languages), service::queueDepth);
    } catch (RuntimeException e) {
      engines.reversed().forEach(Synthesizer::close);
      throw e;
    }
  }

  /// A house whose Kokoro cannot speak still speaks: that is said once, here, and seen by the
  /// capability that is missing.
  private static void kokoro(
      @Nullable KokoroOptions options,
      ModelSource models,
      List<Synthesizer> engines,
      Set<String> languages) {
    if (options == null) {
      return;
    }
    try {
      engines.add(warmed(new KokoroSynthesizer(withFiles(options, models))));
      languages.addAll(options.voices().keySet());
    } catch (TtsException | ModelException e) {
      LOG.atWarn()
          .addKeyValue("fault", e.getMessage())
          .log("Kokoro cannot speak, espeak-ng speaks instead");
    }
  }

  /// What the configuration names as models becomes files of this machine.
  private static KokoroOptions withFiles(KokoroOptions options, ModelSource models) {
    return options.withFiles(
        models.file("tts.kokoro.model", options.model().toString(), ModelKind.KOKORO),
        models.file(
            "tts.kokoro.voice_files",
            options.voiceFiles().toString(),
            ModelKind.VOICE,
            ModelKind.VOICES));
  }

  private static List<String> capabilities(List<Synthesizer> engines, Set<String> languages) {
    List<String> capabilities = new ArrayList<>(List.of("tts"));
    engines.forEach(engine -> capabilities.add("tts.engine." + engine.name()));
    languages.forEach(language -> capabilities.add("tts.language." + language));
    return capabilities;
  }

  /// Speaks a word to nobody: the first person must not wait for classes to load and code to
  /// compile.
  private static Synthesizer warmed(Synthesizer engine) {
    try (Synthesis word = engine.begin(new SpeechRequest("Ready.", null, null))) {
      while (word.next().isPresent()) {
        LOG.atTrace().log("warming up");
      }
      return engine;
    } catch (TtsException e) {
      engine.close();
      throw e;
    }
  }
}
