/// Benchmarks of the bus: begin with [RequestBench].
@NullMarked
package dev.loqa.bench.bus;

import org.jspecify.annotations.NullMarked;
