/// The installed skills as the daemon uses them: called, committed, woken by timers. Begin with
/// [SkillService].
@NullMarked
package dev.loqa.loqad.skills;

import org.jspecify.annotations.NullMarked;
