/// What installing must stand: kills at every step, and switches under load. Begin with [SwapRow]
/// and [CrashRow].
@NullMarked
package dev.loqa.bench.install;

import org.jspecify.annotations.NullMarked;
