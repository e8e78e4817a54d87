/// What a call of a skill costs over the bare engine. Begin with
/// [dev.loqa.bench.skill.SkillCallRow]; [dev.loqa.bench.skill.BareGuest] is the peer and the only
/// class here that knows the engine.
@NullMarked
package dev.loqa.bench.skill;

import org.jspecify.annotations.NullMarked;
