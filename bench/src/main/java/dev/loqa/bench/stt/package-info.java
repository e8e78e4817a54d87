/// How well the ears tell commands from everything else. Begin with
/// [dev.loqa.bench.stt.RejectionBench].
@NullMarked
package dev.loqa.bench.stt;

import org.jspecify.annotations.NullMarked;
