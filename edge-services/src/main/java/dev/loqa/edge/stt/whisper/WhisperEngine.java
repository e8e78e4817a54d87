package dev.loqa.edge.stt.whisper;

import dev.loqa.edge.stt.Recognizer;
import dev.loqa.edge.stt.SpeechEngine;
import dev.loqa.edge.stt.SttConfig;
import dev.loqa.edge.stt.SttException;
import io.github.givimad.whisperjni.WhisperContext;
import io.github.givimad.whisperjni.WhisperJNI;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// Understands free speech with a Whisper model that the owner provides: whisper.cpp through JNI.
///
/// One loaded model is shared; each recognizer has a state of its own and computes on the thread
/// that finishes the utterance. There are no words before the end. Set `OMP_WAIT_POLICY=passive` in
/// the environment of the process, else idle threads of whisper.cpp spin.
public final class WhisperEngine implements SpeechEngine {
  private final WhisperJNI whisper = new WhisperJNI();
  private final WhisperContext context;
  private final int threads;
  private boolean closed;

  /// @param model a ggml file
  /// @param threads 0 stands for the number of processors less one
  public WhisperEngine(String model, int threads) {
    this.threads =
        threads > 0 ? threads : Math.max(1, Runtime.getRuntime().availableProcessors() - 1);
    if (model.isBlank()) {
      throw new SttException("stt.whisper.model is empty: " + SttConfig.NO_WHISPER_MODEL);
    }
    var file = Path.of(model);
    if (!Files.isReadable(file)) {
      throw new SttException(
          "stt.whisper.model is "
              + model
              + ", which is no readable file: "
              + SttConfig.NO_WHISPER_MODEL);
    }
    context = load(file);
  }

  private WhisperContext load(Path file) {
    try {
      WhisperJNI.loadLibrary();
      WhisperJNI.setLibraryLogger(null);
      var loaded = whisper.initNoState(file);
      if (loaded == null) {
        throw new SttException(
            "stt.whisper.model is "
                + file
                + ", which is no ggml model: "
                + SttConfig.NO_WHISPER_MODEL);
      }
      return loaded;
    } catch (IOException e) {
      throw new SttException(
          "whisper.cpp cannot load "
              + file
              + ": "
              + e.getMessage()
              + "; use stt.engine pocketsphinx",
          e);
    }
  }

  @Override
  public String name() {
    return "whisper";
  }

  @Override
  public boolean streams() {
    return false;
  }

  @Override
  public Recognizer recognizer() {
    return new WhisperRecognizer(whisper, context, threads);
  }

  @Override
  public synchronized void close() {
    if (!closed) {
      closed = true;
      whisper.free(context);
    }
  }
}
