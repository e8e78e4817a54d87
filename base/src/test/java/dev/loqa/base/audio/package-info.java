/// Tests of sound as values; `Tone` makes the sound they use.
@NullMarked
package dev.loqa.base.audio;

import org.jspecify.annotations.NullMarked;
