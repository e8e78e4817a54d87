package dev.loqa.bench.turn;

import dev.loqa.bench.measure.Goal;
import dev.loqa.bench.measure.Line;
import dev.loqa.bench.measure.Percentiles;
import dev.loqa.bench.measure.Row;
import dev.loqa.bench.measure.Size;
import dev.loqa.bench.measure.TemporaryFolder;
import dev.loqa.bus.Bus;
import dev.loqa.protocol.SessionId;
import dev.loqa.protocol.Subjects;
import dev.loqa.protocol.TtsAudio;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/// What Loqa adds to a model that writes: from the token that ends the first sentence, leaving the
/// server, to the first sound of that sentence, reaching a satellite. What the model takes from its
/// first token to that one is its own.
public final class ModelRow implements Row {
  private static final String WHAT =
      "last token of a model's first sentence -> its first audio (loqad, espeak-ng), p95";
  private static final Goal GOAL = Goal.atMost(60, 30, " ms");

  /// 40 tokens a second, as a small model has on a machine of a house.
  private static final Duration TOKEN = Duration.ofMillis(25);

  @Override
  public List<Line> measure(Size size) throws IOException, InterruptedException {
    Map<SessionId, Long> heard = new ConcurrentHashMap<>();
    try (TemporaryFolder folder = TemporaryFolder.make();
        StreamingModel model = StreamingModel.start(TOKEN);
        RunningLoqad loqad = RunningLoqad.withModel(size, folder.path(), model.url());
        Bus satellite = loqad.bus("edge-satellite");
        var _ =
            satellite.subscribe(
                Subjects.TTS_AUDIO,
                delivery -> {
                  long now = System.nanoTime();
                  heard.putIfAbsent(delivery.as(TtsAudio.class).sessionId(), now);
                })) {
      int warmUp = size.of(20, 2);
      int wanted = size.of(100, 4);
      List<Double> added = new ArrayList<>();
      List<Double> afterNext = new ArrayList<>();
      int silent = 0;
      for (int i = 0; i < warmUp + wanted; i++) {
        String session = "model-" + i;
        Turn turn = loqad.say("who was the builder of tower number " + i, session);
        Long sound = heard.remove(new SessionId(session));
        if (i < warmUp) {
          continue;
        }
        if (turn.spoken() && turn.reply().startsWith("The tower") && sound != null) {
          added.add((sound - model.sentenceNanos()) / 1e6);
          afterNext.add((sound - model.nextNanos()) / 1e6);
        } else {
          silent++;
        }
      }
      return List.of(line(added, afterNext, silent));
    }
  }

  private static Line line(List<Double> added, List<Double> afterNext, int silent) {
    if (added.isEmpty()) {
      return Line.missing(WHAT, GOAL, "no answer of the model was heard");
    }
    Percentiles all = Percentiles.of(added);
    return Line.of(
            WHAT,
            all.at(95),
            GOAL,
            all.count(),
            List.of(
                String.format(
                    Locale.ROOT,
                    "ms: p50 %.1f, p90 %.1f, p99 %.1f; counted from the token after it, which comes %d ms later: p50 %.1f",
                    all.median(),
                    all.at(90),
                    all.at(99),
                    TOKEN.toMillis(),
                    Percentiles.of(afterNext).median())))
        .onlyIf(silent == 0, silent + " questions without the model's answer aloud");
  }
}
