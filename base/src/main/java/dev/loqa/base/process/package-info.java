/// Programs we start and keep: begin with [Child] (one process that cannot outlive us), then
/// [Supervisor] (starts it again with back-off). [Tether] is how a child is bound to its parent's
/// life.
@NullMarked
package dev.loqa.base.process;

import org.jspecify.annotations.NullMarked;
