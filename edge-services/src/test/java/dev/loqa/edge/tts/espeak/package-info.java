/// Tests with the real espeak-ng.
@NullMarked
package dev.loqa.edge.tts.espeak;

import org.jspecify.annotations.NullMarked;
