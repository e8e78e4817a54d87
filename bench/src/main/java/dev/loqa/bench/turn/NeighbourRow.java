package dev.loqa.bench.turn;

import dev.loqa.bench.measure.Goal;
import dev.loqa.bench.measure.Line;
import dev.loqa.bench.measure.Percentiles;
import dev.loqa.bench.measure.Row;
import dev.loqa.bench.measure.Size;
import dev.loqa.bench.measure.TemporaryFolder;
import dev.loqa.bench.skill.GuestBytes;
import dev.loqa.bench.skill.SkillFolders;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

/// What one skill's user notices of hostile ones: typed questions for the home, each from request
/// to answer, first alone, then while somebody else asks five skills that never end for something,
/// over and over. The daemon must live and answer all of it.
public final class NeighbourRow implements Row {
  private static final Goal GOAL = Goal.atMost(2, 1.2, " x");
  private static final int WALL_MILLIS = 2_000;

  @Override
  public List<Line> measure(Size size) throws IOException, InterruptedException {
    try (TemporaryFolder folder = TemporaryFolder.make()) {
      Path hostile = folder.path().resolve("hostile");
      for (int i = 0; i < GuestBytes.LOOPS.size(); i++) {
        SkillFolders.write(
            hostile,
            "runaway" + i,
            sentence(i),
            WALL_MILLIS,
            GuestBytes.handling(GuestBytes.LOOPS.get(i)));
      }
      try (RunningLoqad loqad =
          RunningLoqad.start(size, folder.path(), List.of(), List.of(hostile))) {
        turns(loqad, size.of(400, 4), "warm");
        Percentiles alone = turns(loqad, size.of(1_000, 4), "alone");
        AtomicBoolean over = new AtomicBoolean();
        AtomicInteger asked = new AtomicInteger();
        Thread stranger = Thread.ofVirtual().name("stranger").start(() -> ask(loqad, over, asked));
        Percentiles beside;
        try {
          beside = turns(loqad, size.of(1_000, 4), "beside");
        } finally {
          over.set(true);
          stranger.join();
        }
        return List.of(line(alone, beside, asked.get()));
      }
    }
  }

  private static Line line(Percentiles alone, Percentiles beside, int asked) {
    return Line.of(
            "a skill's p99 beside hostile skills to alone",
            beside.at(99) / alone.at(99),
            GOAL,
            beside.count(),
            List.of(
                String.format(
                    Locale.ROOT,
                    "ms alone: p50 %.1f, p99 %.1f; beside: p50 %.1f, p99 %.1f; %d calls of hostile skills",
                    alone.median(),
                    alone.at(99),
                    beside.median(),
                    beside.at(99),
                    asked)))
        .onlyIf(asked > 0, "no hostile skill was called");
  }

  private static String sentence(int number) {
    return "gobble " + List.of("ants", "bees", "crows", "dogs", "eels").get(number);
  }

  private static void ask(RunningLoqad loqad, AtomicBoolean over, AtomicInteger asked) {
    try {
      for (int i = 0; !over.get(); i++) {
        loqad.ask(sentence(i % GuestBytes.LOOPS.size()), "stranger-" + i);
        asked.incrementAndGet();
      }
    } catch (IOException gone) {
      throw new UncheckedIOException(gone);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static Percentiles turns(RunningLoqad loqad, int turns, String name)
      throws IOException, InterruptedException {
    double[] millis = new double[turns];
    for (int i = 0; i < turns; i++) {
      long begun = System.nanoTime();
      // A question: of things it does, a skill may do ten a second.
      Turn turn = loqad.ask("is the kitchen light on", name + "-" + i);
      millis[i] = (System.nanoTime() - begun) / 1e6;
      if (!turn.reply().contains("kitchen light is")) {
        throw new IOException("a question was not answered: " + turn.reply());
      }
    }
    return Percentiles.of(millis);
  }
}
