package dev.loqa.bench.skill;

import dev.loqa.bench.measure.Goal;
import dev.loqa.bench.measure.Line;
import dev.loqa.bench.measure.Percentiles;
import dev.loqa.bench.measure.Row;
import dev.loqa.bench.measure.Size;
import dev.loqa.bench.measure.TemporaryFolder;
import dev.loqa.skillhost.Grant;
import dev.loqa.skillhost.LoadedSkill;
import dev.loqa.skillhost.SkillFolder;
import dev.loqa.skillhost.SkillHost;
import dev.loqa.skillhost.SkillHostOptions;
import dev.loqa.skillhost.engine.CompilerProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// How long a module takes from its file to being ready to be called when its code is in the cache:
/// read, pre-flight, check of the interface, digest of the code, classes. A host of its own for
/// each time, so that nothing is left of the last; the slowest counts.
public final class LoadRow implements Row {
  private static final Goal GOAL = Goal.atMost(250, 50, " ms");
  private static final Duration LOADS = Duration.ofMinutes(1);

  @Override
  public List<Line> measure(Size size) throws IOException, InterruptedException {
    String what = "load of a 200 KB module from the verified cache, slowest";
    Path timer = size.root().resolve("skills/timer/target/skill");
    if (!Files.isDirectory(timer)) {
      return List.of(Line.missing(what, GOAL, timer + " is not built: build the checkout"));
    }
    SkillFolder skill = SkillFolder.read(timer);
    long bytes = Files.size(timer.resolve(skill.manifest().code().module()));
    try (TemporaryFolder folder = TemporaryFolder.make()) {
      Duration compiled = load(folder.path(), skill, false);
      List<Double> millis = new ArrayList<>();
      for (int i = 0; i < size.of(20, 2); i++) {
        millis.add(load(folder.path(), skill, true).toNanos() / 1e6);
      }
      Percentiles loads = Percentiles.of(millis);
      return List.of(
          Line.of(
              what,
              loads.at(100),
              GOAL,
              loads.count(),
              List.of(
                  String.format(
                      Locale.ROOT,
                      "%d bytes of Java; ms: first %.1f, p50 %.1f; %d ms when it had to be compiled first",
                      bytes,
                      millis.getFirst(),
                      loads.median(),
                      compiled.toMillis()))));
    }
  }

  private static Duration load(Path cache, SkillFolder skill, boolean cached)
      throws InterruptedException {
    try (SkillHost host =
        new SkillHost(
            SkillHostOptions.defaults().cachedIn(cache.resolve("cache")),
            QuietPorts.make(),
            new CompilerProcess())) {
      LoadedSkill.State state = host.load(skill, Grant.asAsked(skill.manifest())).await(LOADS);
      if (state instanceof LoadedSkill.State.Ready ready && ready.fromCache() == cached) {
        return ready.took();
      }
      throw new IllegalStateException("the module is not as expected: " + state);
    }
  }
}
