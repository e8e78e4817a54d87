package dev.loqa.bench.skill;

import dev.loqa.skillhost.Audit;
import dev.loqa.skillhost.EffectPolicy;
import dev.loqa.skillhost.HostPorts;
import dev.loqa.skillhost.ImmediateEffects;
import dev.loqa.skillhost.SkillState;
import java.time.Clock;
import java.util.Random;

/// A host's surroundings that hold nothing and keep nothing.
final class QuietPorts {
  private QuietPorts() {}

  static HostPorts make() {
    return new HostPorts(
        SkillState.EMPTY,
        ImmediateEffects.NONE,
        EffectPolicy.FREE,
        Audit.NOBODY,
        Clock.systemUTC(),
        new Random(7));
  }
}
