package dev.loqa.loqad.metrics;

import dev.loqa.loqad.skills.Purpose;
import dev.loqa.loqad.skills.SkillService;
import dev.loqa.skillhost.LoadedSkill;
import dev.loqa.skillhost.Outcome;
import dev.loqa.skillhost.SkillHost;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.metrics.DoubleHistogram;
import io.opentelemetry.api.metrics.LongCounter;
import io.opentelemetry.api.metrics.Meter;
import java.util.List;

/// How calls of skills end and how long they take, and which skills rest. Thread-safe.
final class SkillMetrics {
  private static final AttributeKey<String> SKILL = AttributeKey.stringKey("skill");
  private static final AttributeKey<String> SYNTHETIC = AttributeKey.stringKey("synthetic");
  private static final AttributeKey<String> OUTCOME = AttributeKey.stringKey("outcome");
  private static final List<Double> CALL_EDGES =
      List.of(0.1, 0.5, 1.0, 2.0, 5.0, 10.0, 20.0, 50.0, 100.0, 500.0, 2_000.0, 10_000.0);

  private final LongCounter calls;
  private final DoubleHistogram took;

  private SkillMetrics(Meter meter) {
    calls =
        meter
            .counterBuilder("loqa.skill_calls")
            .setDescription("Calls of skills, by how they ended.")
            .build();
    took =
        meter
            .histogramBuilder("loqa.skill_call_ms")
            .setDescription("One call of a skill, without the commit of what it did.")
            .setExplicitBucketBoundariesAdvice(CALL_EDGES)
            .build();
  }

  /// Begins to tell; closing ends what is read on demand.
  static AutoCloseable watch(SkillService skills, SkillHost host, Meter meter) {
    SkillMetrics metrics = new SkillMetrics(meter);
    skills.watchedBy(metrics::ended);
    return meter
        .gaugeBuilder("loqa.skill_resting")
        .ofLongs()
        .setDescription("1 while the skill is not called because it failed too often.")
        .buildWithCallback(measured -> {
          for (LoadedSkill skill : host.skills()) {
            measured.record(
                skills.rests().quarantine(skill).isPresent() ? 1 : 0,
                Attributes.of(SKILL, skill.name()));
          }
        });
  }

  private void ended(LoadedSkill skill, Outcome outcome, Purpose purpose) {
    String synthetic = Boolean.toString(purpose.synthetic());
    calls.add(1, Attributes.of(SKILL, skill.name(), OUTCOME, word(outcome), SYNTHETIC, synthetic));
    took.record(
        outcome.trail().wall().toNanos() / 1e6,
        Attributes.of(SKILL, skill.name(), SYNTHETIC, synthetic));
  }

  private static String word(Outcome outcome) {
    return switch (outcome) {
      case Outcome.Completed _ -> "completed";
      case Outcome.Denied _ -> "denied";
      case Outcome.TimedOut _ -> "timed_out";
      case Outcome.Trapped _ -> "trapped";
      case Outcome.Failed _ -> "failed";
    };
  }
}
