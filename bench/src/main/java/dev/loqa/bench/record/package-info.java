/// Whether recorded skill calls replay as they were. Begin with [dev.loqa.bench.record.ReplayRow].
@NullMarked
package dev.loqa.bench.record;

import org.jspecify.annotations.NullMarked;
