/// Whole turns and starts of a real loqad with its children. Begin with
/// [dev.loqa.bench.turn.RunningLoqad], which every row here measures.
@NullMarked
package dev.loqa.bench.turn;

import org.jspecify.annotations.NullMarked;
