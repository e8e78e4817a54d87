/// The espeak-ng engine: a small voice that needs no download. Begin with
/// [dev.loqa.edge.tts.espeak.EspeakSynthesizer].
@NullMarked
package dev.loqa.edge.tts.espeak;

import org.jspecify.annotations.NullMarked;
