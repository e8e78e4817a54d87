package dev.loqa.skillhost;

import dev.loqa.skillhost.manifest.Risk;

/// The owner's policy by target: what must have been cleared before this effect may happen. Called
/// on guest threads at each effect, also for those that wait for the commit; pure and quick.
@FunctionalInterface
public interface EffectPolicy {
  Risk riskOf(String skill, Effect effect);

  /// Nothing needs clearing.
  EffectPolicy FREE = (skill, effect) -> Risk.NONE;
}
