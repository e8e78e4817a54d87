/// What every service knows of turns beside the work that it does for them.
@NullMarked
package dev.loqa.base.turns;

import org.jspecify.annotations.NullMarked;
