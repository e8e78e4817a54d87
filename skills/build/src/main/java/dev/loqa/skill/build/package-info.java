/// Turns a skill's classes into a skill folder that the host can load. Begin with [SkillBuild],
/// which Maven calls after the skill's classes are compiled.
@NullMarked
package dev.loqa.skill.build;

import org.jspecify.annotations.NullMarked;
