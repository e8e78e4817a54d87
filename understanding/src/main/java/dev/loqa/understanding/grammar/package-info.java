/// What a recognizer listens for. Begin at [WordGraph].
@NullMarked
package dev.loqa.understanding.grammar;

import org.jspecify.annotations.NullMarked;
