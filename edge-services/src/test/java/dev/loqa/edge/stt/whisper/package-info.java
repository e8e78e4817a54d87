/// The engine for those who have a model, tried with whisper.cpp's own empty test model.
@NullMarked
package dev.loqa.edge.stt.whisper;

import org.jspecify.annotations.NullMarked;
