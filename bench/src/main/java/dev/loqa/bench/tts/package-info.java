/// Speech: what the engines add to what they call.
@NullMarked
package dev.loqa.bench.tts;

import org.jspecify.annotations.NullMarked;
