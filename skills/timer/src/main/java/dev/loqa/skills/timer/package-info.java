/// Timers: start, cancel, list, time left, stop the ringing. Begin with [TimerSkill]; [TimerBook]
/// is what it remembers, [Words] what it says in which language.
@NullMarked
package dev.loqa.skills.timer;

import org.jspecify.annotations.NullMarked;
