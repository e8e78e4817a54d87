@NullMarked
package dev.loqa.base.turns;

import org.jspecify.annotations.NullMarked;
