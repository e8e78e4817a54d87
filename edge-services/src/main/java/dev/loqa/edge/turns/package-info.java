/// What edge services know of turns beside the work that they do for them.
@NullMarked
package dev.loqa.edge.turns;

import org.jspecify.annotations.NullMarked;
