/// Tests through a tiny model of our own, and through stand-ins of the real one where they are.
@NullMarked
package dev.loqa.edge.tts.kokoro;

import org.jspecify.annotations.NullMarked;
