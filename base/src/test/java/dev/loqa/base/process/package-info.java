/// Tests with real processes: begin with [ChildTest].
@NullMarked
package dev.loqa.base.process;

import org.jspecify.annotations.NullMarked;
