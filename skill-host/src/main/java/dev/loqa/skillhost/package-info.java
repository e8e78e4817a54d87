/// Runs untrusted skills. Begin with [dev.loqa.skillhost.SkillHost]: it loads a skill folder and
/// turns a [dev.loqa.skillhost.SkillInvocation] into an [dev.loqa.skillhost.Outcome]. The host
/// itself touches no bus, database or network: what it needs comes in through the ports
/// [dev.loqa.skillhost.SkillState], [dev.loqa.skillhost.ImmediateEffects],
/// [dev.loqa.skillhost.EffectPolicy] and [dev.loqa.skillhost.Audit].
@NullMarked
package dev.loqa.skillhost;

import org.jspecify.annotations.NullMarked;
