/// Words, numbers, durations and times of one human language. Begin at [Language]: it says what a
/// language must offer; [English] is the first one.
@NullMarked
package dev.loqa.understanding.language;

import org.jspecify.annotations.NullMarked;
