package dev.loqa.bench.tts;

import ai.onnxruntime.OrtException;
import dev.loqa.bench.measure.Goal;
import dev.loqa.bench.measure.Line;
import dev.loqa.bench.measure.Percentiles;
import dev.loqa.bench.measure.Row;
import dev.loqa.bench.measure.Size;
import dev.loqa.edge.tts.SpeechRequest;
import dev.loqa.edge.tts.Synthesis;
import dev.loqa.edge.tts.aloud.ReadAloud;
import dev.loqa.edge.tts.kokoro.KokoroOptions;
import dev.loqa.edge.tts.kokoro.KokoroSynthesizer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// What Kokoro's engine adds to the model: from a text to the first sound of its first clause, less
/// a run of the bare session for as many symbols, interleaved. Numbers are worded, phonemes looked
/// up and the first clause is new every time; nothing comes from the cache.
///
/// The model is a stand-in with Kokoro's interface: what it computes itself says nothing about
/// Kokoro.
public final class KokoroRow implements Row {
  private static final Goal GOAL = Goal.atMost(20, 5, " ms");
  private static final int WARM_UP = 30;
  private static final int SYMBOLS = 40;

  @Override
  public List<Line> measure(Size size) throws OrtException {
    String what = "Kokoro stand-in: text to first chunk over the bare session, p95 to p95";
    Path models = size.root().resolve("../shared/data/models").normalize();
    Path model = models.resolve("kokoro_stub.onnx");
    if (!Files.isReadable(model)) {
      return List.of(Line.missing(what, GOAL, "there is no " + model));
    }
    KokoroOptions options =
        new KokoroOptions(
            model,
            models.resolve("af_heart.bin"),
            Map.of("en", "af_heart"),
            "en",
            1,
            1,
            null,
            0,
            "espeak-ng");
    List<Double> ours = new ArrayList<>();
    List<Double> bare = new ArrayList<>();
    try (KokoroSynthesizer engine = new KokoroSynthesizer(options);
        BareSession session = new BareSession(model)) {
      double perSymbol = session.samples(SYMBOLS) / (SYMBOLS + 2.0);
      int rounds = size.of(300, 3);
      for (int i = 0; i < WARM_UP + rounds; i++) {
        String clause = "You have %d lamps on in the house,".formatted(100 + i);
        int symbols = (int) Math.round(samples(engine, clause) / perSymbol) - 2;
        double first = firstMillis(engine, clause + " and all of the doors are closed and locked.");
        double run = session.millis(symbols);
        if (i >= WARM_UP) {
          ours.add(first);
          bare.add(run);
        }
      }
    }
    Percentiles engine = Percentiles.of(ours);
    Percentiles session = Percentiles.of(bare);
    return List.of(
        Line.of(
            what,
            engine.at(95) - session.at(95),
            GOAL,
            engine.count(),
            List.of(
                String.format(
                    Locale.ROOT,
                    "ms: engine p50 %.1f p95 %.1f; bare session p50 %.1f p95 %.1f",
                    engine.median(),
                    engine.at(95),
                    session.median(),
                    session.at(95)))));
  }

  private static double firstMillis(KokoroSynthesizer engine, String text) {
    long start = System.nanoTime();
    String words = ReadAloud.in("en").words(text);
    try (Synthesis synthesis = engine.begin(new SpeechRequest(words, null, "en"))) {
      if (synthesis.next().isEmpty()) {
        throw new IllegalStateException("no sound came: the row cannot be measured");
      }
      return (System.nanoTime() - start) / 1e6;
    }
  }

  /// All of a text's sound, to know how many symbols it has.
  private static int samples(KokoroSynthesizer engine, String text) {
    String words = ReadAloud.in("en").words(text);
    int samples = 0;
    try (Synthesis synthesis = engine.begin(new SpeechRequest(words, null, "en"))) {
      for (var piece = synthesis.next(); piece.isPresent(); piece = synthesis.next()) {
        samples += piece.get().length();
      }
    }
    return samples;
  }
}
