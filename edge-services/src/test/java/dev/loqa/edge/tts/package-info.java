/// Tests of text to speech; `ScriptedSynthesizer` is an engine that does what a test says.
@NullMarked
package dev.loqa.edge.tts;

import org.jspecify.annotations.NullMarked;
