/// Reminders and alarms. Begin with [RemindersSkill]; [Due] makes a moment of what was said, and
/// [Words] says it in which language. The host's timers are all that is remembered.
@NullMarked
package dev.loqa.skills.reminders;

import org.jspecify.annotations.NullMarked;
