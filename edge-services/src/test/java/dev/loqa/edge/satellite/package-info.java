/// Tests of the satellite against `ScriptedHouse`, which plays the recognizer, loqad and the voice.
@NullMarked
package dev.loqa.edge.satellite;

import org.jspecify.annotations.NullMarked;
