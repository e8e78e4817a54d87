/// The table of what Loqa must reach. Begin with [dev.loqa.bench.Table]: it names every row, and
/// each row says what it measures and against which peer.
@NullMarked
package dev.loqa.bench;

import org.jspecify.annotations.NullMarked;
