package dev.loqa.bench.turn;

import dev.loqa.bench.measure.Goal;
import dev.loqa.bench.measure.Line;
import dev.loqa.bench.measure.Row;
import dev.loqa.bench.measure.Size;
import dev.loqa.bench.measure.TemporaryFolder;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/// From the final transcript to the first piece of speech: typed timers, each in a conversation of
/// its own, answered by espeak-ng. A typed sentence is a final transcript.
public final class TypedTurnsRow implements Row {
  private static final String WHAT =
      "transcript final -> first audio chunk (timer skill, espeak-ng), p95";
  private static final Goal GOAL = Goal.atMost(40, 25, " ms");
  private static final int CANCEL_EVERY = 20;
  private static final int MOST_MINUTES = 59;

  @Override
  public List<Line> measure(Size size) throws IOException, InterruptedException {
    try (TemporaryFolder folder = TemporaryFolder.make();
        RunningLoqad loqad = RunningLoqad.start(size, folder.path(), List.of("tts"))) {
      int warmUp = size.of(20, 2);
      int wanted = size.of(100, 5);
      Turns turns = new Turns();
      List<String> faults = new ArrayList<>();
      for (int i = 0; i < warmUp + wanted; i++) {
        if (i % CANCEL_EVERY == 0) {
          loqad.say("cancel all timers", "bench-cancel-" + i);
        }
        String text = "set a timer for " + (2 + i % MOST_MINUTES) + " minutes";
        Turn turn = loqad.say(text, "bench-" + i);
        if (i < warmUp) {
          continue;
        }
        if (turn.spoken() && turn.done().contains("timer.start")) {
          turns.add(turn);
        } else {
          faults.add("\"" + text + "\" was answered \"" + turn.reply() + "\"");
        }
      }
      List<String> details =
          faults.isEmpty() ? List.of() : List.of("left out " + faults.size() + ": " + faults);
      return List.of(
          turns
              .p95(WHAT, GOAL, details)
              .onlyIf(faults.isEmpty(), "turns without a timer or a spoken answer"));
    }
  }
}
