/// What a skill is written against. Begin with [Skill]: implement it, hand it to [Loqa#serve] in
/// `main`, and try it on the JVM with [dev.loqa.skill.test.TestHost] before it is ever compiled to
/// WebAssembly.
@NullMarked
package dev.loqa.skill;

import org.jspecify.annotations.NullMarked;
