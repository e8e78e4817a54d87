/// Text to speech: [dev.loqa.edge.tts.TtsService] answers `tts.request` by what a
/// [dev.loqa.edge.tts.Synthesizer] says. Begin with `TtsService`; a new engine implements
/// `Synthesizer` in a package of its own.
@NullMarked
package dev.loqa.edge.tts;

import org.jspecify.annotations.NullMarked;
