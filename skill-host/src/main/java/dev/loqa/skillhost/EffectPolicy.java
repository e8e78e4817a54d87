package dev.loqa.skillhost;

import dev.loqa.skillhost.manifest.Risk;

/// The owner's policy by target: what must have been cleared before this effect may happen. Called
/// on guest threads at each effect, also for those that wait for the commit; pure and quick.
@FunctionalInterface
public interface EffectPolicy {
  Risk riskOf(String skill, Effect effect);

  /// What the audit says the effect is about, beyond its subject or address; may be empty.
  default String shown(Effect effect) {
    return "";
  }

  /// Nothing needs clearing: for hosts in which nothing can happen.
  EffectPolicy FREE = (skill, effect) -> Risk.NONE;
}
