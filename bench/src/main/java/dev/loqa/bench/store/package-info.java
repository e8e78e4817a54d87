/// How fast the event store appends durably, next to the same schema and chain in C. Begin with
/// [StoreAppendBench].
@NullMarked
package dev.loqa.bench.store;

import org.jspecify.annotations.NullMarked;
