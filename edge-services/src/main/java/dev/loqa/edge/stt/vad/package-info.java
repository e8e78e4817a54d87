/// What tells voice from other sound, so that an utterance can end. Begin with
/// [dev.loqa.edge.stt.vad.VoiceDetectors], which chooses one.
///
/// Two are here: one built in, by loudness, and Silero's net through [dev.loqa.edge.onnx].
@NullMarked
package dev.loqa.edge.stt.vad;

import org.jspecify.annotations.NullMarked;
