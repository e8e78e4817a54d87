/// Who was let into the house besides what runs on its own machine: begin with [Enrollment], which
/// signs, turns out and renews; [Roster] is what it remembers.
@NullMarked
package dev.loqa.bus.roster;

import org.jspecify.annotations.NullMarked;
