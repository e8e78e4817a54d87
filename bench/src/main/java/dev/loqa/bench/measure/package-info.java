/// What a row of the table is made of. Begin with [dev.loqa.bench.measure.Row].
@NullMarked
package dev.loqa.bench.measure;

import org.jspecify.annotations.NullMarked;
