package dev.loqa.bench.stt;

import dev.loqa.bench.measure.Goal;
import dev.loqa.bench.measure.Line;
import dev.loqa.bench.measure.Percentiles;
import dev.loqa.bench.measure.Row;
import dev.loqa.bench.measure.Size;
import dev.loqa.edge.stt.Grammar;
import dev.loqa.edge.stt.Recognizer;
import dev.loqa.edge.stt.WhisperSettings;
import dev.loqa.edge.stt.whisper.WhisperEngine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;
import java.util.Set;

/// What the whisper engine takes for two seconds of sound, from the pause to the words, against
/// whisper.cpp alone for the same window. Both sides interleaved, one thread each.
///
/// The model has no trained weights, so that it writes no words: encoder and decoder compute as
/// they would, but a real model's decoder runs longer, on both sides.
public final class WhisperRow implements Row {
  private static final Goal RATIO = Goal.atMost(1.1, 1.1, "");
  private static final String WHAT = "whisper engine to a bare decode of the same window";
  private static final int SAMPLES = 2 * 16_000;

  /// The engine's window for two seconds.
  private static final int WINDOW = 384;

  private static final Grammar ANYTHING = new Grammar("anything", "", Set.of("word"), "");

  @Override
  public List<Line> measure(Size size) throws IOException {
    Path model = size.root().resolve("../shared/data/models/for-tests-ggml-tiny.en.bin");
    if (!Files.isReadable(model)) {
      return List.of(Line.missing(WHAT, RATIO, model + " is not here"));
    }
    WhisperSettings settings = new WhisperSettings(model.toString(), 1, 0, Duration.ofMinutes(1));
    try (WhisperEngine engine = new WhisperEngine(settings, "en");
        Recognizer recognizer = engine.recognizer()) {
      Optional<Path> library = NativeWhisper.loaded();
      if (library.isEmpty()) {
        return List.of(
            Line.missing(WHAT, RATIO, "this system does not say which library is loaded"));
      }
      try (NativeWhisper bare = new NativeWhisper(library.get(), model, 1, WINDOW)) {
        return List.of(compared(recognizer, bare, size.of(25, 3)));
      }
    }
  }

  private static Line compared(Recognizer recognizer, NativeWhisper bare, int rounds) {
    short[] sound = sound();
    float[] values = new float[sound.length];
    for (int i = 0; i < values.length; i++) {
      values[i] = sound[i] / 32768f;
    }
    List<Double> ours = new ArrayList<>();
    List<Double> theirs = new ArrayList<>();
    // The first round loads what is loaded at first use.
    for (int round = 0; round <= rounds; round++) {
      double own = engine(recognizer, sound) / 1e6;
      double peer = bare.decode(values) / 1e6;
      if (round > 0) {
        ours.add(own);
        theirs.add(peer);
      }
    }
    double own = Percentiles.of(ours).median();
    double peer = Percentiles.of(theirs).median();
    return Line.of(
        WHAT,
        own / peer,
        RATIO,
        rounds,
        List.of(
            String.format(Locale.ROOT, "medians: engine %.1f ms, whisper.cpp %.1f ms", own, peer),
            "the model has no trained weights: the path is measured, not a model"));
  }

  private static long engine(Recognizer recognizer, short[] sound) {
    try (var utterance = recognizer.open(ANYTHING)) {
      utterance.accept(sound, 0, sound.length);
      long begun = System.nanoTime();
      utterance.paused(0, sound.length);
      utterance.finish();
      return System.nanoTime() - begun;
    }
  }

  private static short[] sound() {
    Random random = new Random(1);
    short[] sound = new short[SAMPLES];
    for (int i = 0; i < sound.length; i++) {
      sound[i] = (short) Math.round(3_000 * Math.sin(i * 0.06) + 300 * random.nextGaussian());
    }
    return sound;
  }
}
