/// Tests of what tells voice from other sound.
@NullMarked
package dev.loqa.edge.stt.vad;

import org.jspecify.annotations.NullMarked;
