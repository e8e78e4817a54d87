package dev.loqa.skillhost.record;

import dev.loqa.base.life.Part;
import dev.loqa.skillhost.Audit;
import dev.loqa.skillhost.EffectPolicy;
import dev.loqa.skillhost.Grant;
import dev.loqa.skillhost.HostPorts;
import dev.loqa.skillhost.ImmediateEffects;
import dev.loqa.skillhost.LoadedSkill;
import dev.loqa.skillhost.Outcome;
import dev.loqa.skillhost.SkillFolder;
import dev.loqa.skillhost.SkillHost;
import dev.loqa.skillhost.SkillHostException;
import dev.loqa.skillhost.SkillHostOptions;
import dev.loqa.skillhost.SkillState;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Random;

/// Runs recorded invocations again, with the version of a skill that lies in a folder: in the same
/// sandbox and budgets as ever, with a host that knows only the record. Nothing of it has an
/// effect. Safe for use by several threads; [#close] joins its threads.
public final class Replayer implements Part {
  private static final Duration LOAD = Duration.ofSeconds(60);

  private final SkillHost host;
  private final LoadedSkill skill;

  /// Loads the version to replay with; blocks until its module is compiled.
  ///
  /// @throws SkillHostException if the folder's skill cannot be run
  public Replayer(SkillFolder folder) {
    host =
        new SkillHost(
            SkillHostOptions.defaults(),
            new HostPorts(
                SkillState.EMPTY,
                ImmediateEffects.NONE,
                EffectPolicy.FREE,
                Audit.NOBODY,
                Clock.fixed(Instant.EPOCH, ZoneOffset.UTC),
                new Random(0)));
    skill = host.load(folder, Grant.asAsked(folder.manifest()));
    boolean ready = false;
    try {
      LoadedSkill.State state = skill.await(LOAD);
      if (state instanceof LoadedSkill.State.Broken(String reason)) {
        throw new SkillHostException(reason);
      }
      ready = state instanceof LoadedSkill.State.Ready;
      if (!ready) {
        throw new SkillHostException(
            "skill " + skill.name() + ": its module was not compiled in time: try again");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new SkillHostException("skill " + skill.name() + ": loading was interrupted", e);
    } finally {
      if (!ready) {
        host.close();
      }
    }
  }

  /// Runs a recorded invocation again and compares.
  ///
  /// @throws SkillHostException if the record is of another skill, or not whole
  public Comparison replay(CallRecord record) {
    String tooLarge = record.tooLarge();
    String id = record.invocation().id().value();
    if (tooLarge != null) {
      throw new SkillHostException(
          "invocation " + id + " is too large to replay: " + tooLarge + ": replay another one");
    }
    if (!record.invocation().skill().equals(skill.name())) {
      throw new SkillHostException(
          "invocation "
              + id
              + " is of skill "
              + record.invocation().skill()
              + " and not of "
              + skill.name()
              + ": give a version of that skill");
    }
    if (record.module().isEmpty()) {
      throw new SkillHostException(
          "invocation "
              + id
              + " never ran ("
              + record.end().shown()
              + "): there is nothing to replay");
    }
    ReplayHost replay = new ReplayHost(record);
    Outcome outcome = host.call(record.invocation(), skill, replay);
    return Comparison.of(record, replay, RecordedEnd.of(outcome));
  }

  @Override
  public void close() {
    host.close();
  }
}
