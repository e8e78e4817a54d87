/// Runs a compiled skill in the real host. Begin with [ModuleContract], which each skill's tests
/// extend.
@NullMarked
package dev.loqa.skill.module;

import org.jspecify.annotations.NullMarked;
