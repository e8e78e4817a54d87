/// The commands `loqa` and `loqa-skill`: they print and ask, and own no logic that another module's
/// test would want. Begin with [Main], which lists the commands, then open one: a command is a
/// file.
@NullMarked
package dev.loqa.cli;

import org.jspecify.annotations.NullMarked;
