/// A machine goes from one release to the next, with everything that can go wrong on the way.
@NullMarked
package dev.loqa.cli.update;

import org.jspecify.annotations.NullMarked;
