package dev.loqa.skill;

/// A skill: told what happened, it acts through the context and says what it did.
///
/// A fresh instance is made for every invocation, so fields remember nothing; [SkillContext#store]
/// does. An invocation is a transaction: what it stores, publishes and sets happens when [#handle]
/// returns, and not at all when it throws.
@FunctionalInterface
public interface Skill {
  Reply handle(SkillContext context);
}
