/// Runs a skill on the plain JVM, without WebAssembly. Begin with [TestHost]; [SkillCase] reads a
/// skill's `tests/*.json`.
@NullMarked
package dev.loqa.skill.test;

import org.jspecify.annotations.NullMarked;
