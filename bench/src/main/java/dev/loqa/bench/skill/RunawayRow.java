package dev.loqa.bench.skill;

import dev.loqa.bench.measure.Goal;
import dev.loqa.bench.measure.Line;
import dev.loqa.bench.measure.Percentiles;
import dev.loqa.bench.measure.Row;
import dev.loqa.bench.measure.Size;
import dev.loqa.bench.measure.TemporaryFolder;
import dev.loqa.protocol.InvocationId;
import dev.loqa.skillhost.Grant;
import dev.loqa.skillhost.LoadedSkill;
import dev.loqa.skillhost.Outcome;
import dev.loqa.skillhost.SkillFolder;
import dev.loqa.skillhost.SkillHost;
import dev.loqa.skillhost.SkillHostOptions;
import dev.loqa.skillhost.SkillInvocation;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// How long after its deadline a skill that never ends has ended: the whole call, less its budget
/// of time. Loops of five kinds in turn, one call at a time.
public final class RunawayRow implements Row {
  private static final Goal GOAL = Goal.atMost(20, 5, " ms");
  private static final int WALL_MILLIS = 10;
  private static final Duration LOADS = Duration.ofMinutes(1);

  @Override
  public List<Line> measure(Size size) throws IOException, InterruptedException {
    String what = "stop of a runaway skill after its deadline, p99";
    int loops = GuestBytes.LOOPS.size();
    try (TemporaryFolder folder = TemporaryFolder.make();
        SkillHost host = new SkillHost(SkillHostOptions.defaults(), QuietPorts.make())) {
      for (int i = 0; i < loops; i++) {
        SkillFolder skill =
            SkillFolder.read(
                SkillFolders.write(
                    folder.path(),
                    "runaway" + i,
                    "run away " + i,
                    WALL_MILLIS,
                    GuestBytes.handling(GuestBytes.LOOPS.get(i))));
        LoadedSkill.State state = host.load(skill, Grant.asAsked(skill.manifest())).await(LOADS);
        if (!(state instanceof LoadedSkill.State.Ready)) {
          return List.of(Line.missing(what, GOAL, "the skill is not ready: " + state));
        }
      }
      int warmUp = size.of(50, loops);
      double[] late = new double[size.of(1_000, loops)];
      for (int i = -warmUp; i < late.length; i++) {
        double millis = stopped(host, "runaway" + Math.floorMod(i, loops), i + warmUp);
        if (i >= 0) {
          late[i] = millis;
        }
      }
      Percentiles delays = Percentiles.of(late);
      return List.of(
          Line.of(
              what,
              delays.at(99),
              GOAL,
              late.length,
              List.of(
                  String.format(
                      Locale.ROOT,
                      "ms after the deadline: p50 %.2f, p95 %.2f, most %.2f",
                      delays.median(),
                      delays.at(95),
                      delays.at(100)))));
    }
  }

  private static double stopped(SkillHost host, String skill, int number) {
    SkillInvocation call =
        SkillInvocation.intent(
            new InvocationId("call-" + number), skill + ".run", Map.of(), Instant.EPOCH);
    long begun = System.nanoTime();
    Outcome outcome = host.call(call);
    double millis = (System.nanoTime() - begun) / 1e6;
    if (!(outcome instanceof Outcome.TimedOut)) {
      throw new IllegalStateException("the call was not stopped at its deadline: " + outcome);
    }
    return millis - WALL_MILLIS;
  }
}
