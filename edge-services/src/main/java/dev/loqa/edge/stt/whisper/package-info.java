/// The engine for those who have a model: whisper.cpp, called through its JNI binding.
///
/// Begin with [dev.loqa.edge.stt.whisper.WhisperEngine].
@NullMarked
package dev.loqa.edge.stt.whisper;

import org.jspecify.annotations.NullMarked;
