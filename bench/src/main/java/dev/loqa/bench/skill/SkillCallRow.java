package dev.loqa.bench.skill;

import dev.loqa.base.json.Json;
import dev.loqa.bench.measure.Goal;
import dev.loqa.bench.measure.Line;
import dev.loqa.bench.measure.Percentiles;
import dev.loqa.bench.measure.Row;
import dev.loqa.bench.measure.Size;
import dev.loqa.bench.measure.TemporaryFolder;
import dev.loqa.protocol.InvocationId;
import dev.loqa.skillhost.Audit;
import dev.loqa.skillhost.EffectPolicy;
import dev.loqa.skillhost.Grant;
import dev.loqa.skillhost.HostPorts;
import dev.loqa.skillhost.ImmediateEffects;
import dev.loqa.skillhost.LoadedSkill;
import dev.loqa.skillhost.Outcome;
import dev.loqa.skillhost.SkillFolder;
import dev.loqa.skillhost.SkillHost;
import dev.loqa.skillhost.SkillHostOptions;
import dev.loqa.skillhost.SkillInvocation;
import dev.loqa.skillhost.SkillState;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;

/// A call through the skill host next to the same guest on the bare engine: the same module and
/// request, a fresh instance each, interleaved in one JVM. The difference is what checking, rights,
/// budgets, the deadline's thread and the buffered transaction cost; nothing is stored or audited.
public final class SkillCallRow implements Row {
  private static final Goal GOAL = Goal.atMost(150, 50, " us");
  private static final Duration LOADS = Duration.ofSeconds(60);
  private static final Instant NOW = Instant.parse("2026-01-05T09:30:00Z");

  @Override
  public List<Line> measure(Size size) throws IOException, InterruptedException {
    List<Line> lines = new ArrayList<>();
    try (TemporaryFolder folder = TemporaryFolder.make()) {
      String inC = "skill call over the bare engine call, C guest, p50";
      Path counter = null;
      try {
        counter = CGuest.build(size.root(), folder.path());
      } catch (IOException e) {
        lines.add(Line.missing(inC, GOAL, String.valueOf(e.getMessage())));
      }
      if (counter != null) {
        lines.add(compare(inC, size, counter, "counter.run"));
      }
      String inJava = "skill call over the bare engine call, Java guest (timer.list), p50";
      Path timer = size.root().resolve("skills/timer/target/skill");
      lines.add(
          Files.isDirectory(timer)
              ? compare(inJava, size, timer, "timer.list")
              : Line.missing(inJava, GOAL, timer + " is not built: build the checkout"));
    }
    return lines;
  }

  private static Line compare(String what, Size size, Path folder, String intent)
      throws IOException, InterruptedException {
    SkillFolder skill = SkillFolder.read(folder);
    BareGuest bare = new BareGuest(folder.resolve(skill.manifest().code().module()));
    byte[] envelope = envelope(intent);
    try (SkillHost host = new SkillHost(SkillHostOptions.defaults(), ports())) {
      LoadedSkill.State state = host.load(skill, Grant.asAsked(skill.manifest())).await(LOADS);
      if (!(state instanceof LoadedSkill.State.Ready)) {
        return Line.missing(what, GOAL, "the skill is not ready: " + state);
      }
      int warmUp = size.of(3_000, 20);
      double[] ours = new double[size.of(4_000, 20)];
      double[] theirs = new double[ours.length];
      for (int i = -warmUp; i < ours.length; i++) {
        double us = ours(host, intent, i + warmUp);
        double them = theirs(bare, envelope);
        if (i >= 0) {
          ours[i] = us;
          theirs[i] = them;
        }
      }
      Percentiles a = Percentiles.of(ours);
      Percentiles b = Percentiles.of(theirs);
      String parts =
          String.format(
              Locale.ROOT,
              "us: host p50 %.1f, p95 %.1f; bare engine p50 %.1f, p95 %.1f",
              a.median(),
              a.at(95),
              b.median(),
              b.at(95));
      return Line.of(what, a.median() - b.median(), GOAL, ours.length, List.of(parts));
    }
  }

  private static HostPorts ports() {
    return new HostPorts(
        SkillState.EMPTY,
        ImmediateEffects.NONE,
        EffectPolicy.FREE,
        Audit.NOBODY,
        Clock.systemUTC(),
        new Random(7));
  }

  private static double ours(SkillHost host, String intent, int number) {
    long begun = System.nanoTime();
    Outcome outcome =
        host.call(
            SkillInvocation.intent(new InvocationId("call-" + number), intent, Map.of(), NOW));
    long took = System.nanoTime() - begun;
    if (!(outcome instanceof Outcome.Completed)) {
      throw new IllegalStateException("the call did not complete: " + outcome);
    }
    return took / 1e3;
  }

  private static double theirs(BareGuest bare, byte[] envelope) {
    long begun = System.nanoTime();
    String reply = bare.call(envelope);
    long took = System.nanoTime() - begun;
    if (!reply.startsWith("{")) {
      throw new IllegalStateException("the guest replied " + reply);
    }
    return took / 1e3;
  }

  /// What the host hands to the guest for the same call.
  private static byte[] envelope(String intent) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("type", "intent");
    fields.put("subject", "skill." + intent);
    fields.put("invocation_id", "call-1000");
    fields.put("intent", intent);
    fields.put("slots", Map.of());
    fields.put("language", "en");
    fields.put("now", "2026-01-05T09:30:00.000Z");
    fields.put("timezone", "UTC");
    fields.put("payload", Map.of());
    return Json.text(fields).getBytes(StandardCharsets.UTF_8);
  }
}
