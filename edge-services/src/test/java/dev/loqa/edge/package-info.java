/// Tests of the program `loqa-edge` as a whole.
@NullMarked
package dev.loqa.edge;

import org.jspecify.annotations.NullMarked;
