@NullMarked
package dev.loqa.bus.roster;

import org.jspecify.annotations.NullMarked;
