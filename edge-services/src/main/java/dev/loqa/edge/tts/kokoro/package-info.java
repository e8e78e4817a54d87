/// The Kokoro engine: natural voices from a model that the owner provides, computed by ONNX
/// Runtime.
///
/// Begin with [dev.loqa.edge.tts.kokoro.KokoroSynthesizer]. From text to sound: `Pieces` cuts,
/// `Pronunciation` finds the phonemes (`EspeakPhonemes`, `KokoroSymbols`), `Vocabulary` numbers
/// them, `KokoroModel` computes, `KokoroSynthesis` hands out.
@NullMarked
package dev.loqa.edge.tts.kokoro;

import org.jspecify.annotations.NullMarked;
