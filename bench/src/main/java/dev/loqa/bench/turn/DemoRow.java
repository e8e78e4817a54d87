package dev.loqa.bench.turn;

import dev.loqa.bench.measure.Command;
import dev.loqa.bench.measure.Goal;
import dev.loqa.bench.measure.Line;
import dev.loqa.bench.measure.Row;
import dev.loqa.bench.measure.Size;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

/// `./loqa demo`, twice: the second run is what somebody waits for who tries it again. The first
/// one may still build, and prepares faster starts.
public final class DemoRow implements Row {
  private static final String WHAT = "./loqa demo, second run, wall";
  private static final Goal GOAL = Goal.atMost(60, 30, " s");
  private static final Duration LIMIT = Duration.ofMinutes(15);

  @Override
  public List<Line> measure(Size size) throws IOException {
    if (size.tiny()) {
      return List.of(Line.missing(WHAT, GOAL, "a tiny run leaves out the whole demo"));
    }
    double first = run(size);
    double second = run(size);
    String before = String.format(Locale.ROOT, "the first run took %.1f s", first);
    return List.of(Line.of(WHAT, second, GOAL, 1, List.of(before)));
  }

  private static double run(Size size) throws IOException {
    long begun = System.nanoTime();
    Command.run(LIMIT, List.of(size.root().resolve("loqa").toString(), "demo"));
    return (System.nanoTime() - begun) / 1e9;
  }
}
