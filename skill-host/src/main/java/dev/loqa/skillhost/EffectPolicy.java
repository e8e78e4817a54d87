package dev.loqa.skillhost;

import dev.loqa.skillhost.manifest.Risk;

/// The owner's policy by target: what must have been cleared before this effect may happen. Called
/// on guest threads at each effect, also for those that wait for the commit; pure and quick.
@FunctionalInterface
public interface EffectPolicy {
  Risk riskOf(String skill, Effect effect);

  /// Whether what a person agreed to for this call can have meant this effect. Asked only of
  /// effects whose risk was cleared.
  default boolean meant(SkillInvocation invocation, Effect effect) {
    return true;
  }

  /// What the audit says the effect is about, beyond its subject or address; may be empty.
  default String shown(Effect effect) {
    return "";
  }

  /// Nothing needs clearing: for hosts in which nothing can happen.
  EffectPolicy FREE = (skill, effect) -> Risk.NONE;
}
