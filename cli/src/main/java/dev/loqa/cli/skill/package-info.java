/// The commands of `loqa-skill`: each reads its arguments, has the work done elsewhere, and prints.
@NullMarked
package dev.loqa.cli.skill;

import org.jspecify.annotations.NullMarked;
