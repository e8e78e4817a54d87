/// Tests of reading aloud.
@NullMarked
package dev.loqa.edge.tts.aloud;

import org.jspecify.annotations.NullMarked;
