package dev.loqa.edge.stt.whisper;

import dev.loqa.base.models.ModelException;
import dev.loqa.base.models.ModelFile;
import dev.loqa.base.models.ModelKind;
import dev.loqa.edge.stt.Recognizer;
import dev.loqa.edge.stt.SpeechEngine;
import dev.loqa.edge.stt.SttException;
import dev.loqa.edge.stt.WhisperSettings;
import io.github.givimad.whisperjni.WhisperContext;
import io.github.givimad.whisperjni.WhisperJNI;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Understands free speech with a Whisper model that the owner provides: whisper.cpp through JNI.
///
/// One loaded model is shared; each recognizer has a state of its own, and all decode on one
/// [WhisperThread], one after the other. There are no words while somebody speaks: a decode begins
/// at each pause, so that it is there when the pause turns out to be the end. A fault in native
/// code ends the process, which its supervisor starts again. Set `OMP_WAIT_POLICY=passive` in the
/// environment of the process, else idle threads of whisper.cpp spin.
public final class WhisperEngine implements SpeechEngine {
  private static final Logger LOG = LoggerFactory.getLogger(WhisperEngine.class);

  /// A large model from a slow disk; or a decode that is still running.
  private static final Duration LOADING = Duration.ofMinutes(2);

  private final WhisperJNI whisper = new WhisperJNI();
  private final WhisperThread thread = new WhisperThread();
  private final WhisperSettings settings;
  private final String language;
  private final WhisperContext context;
  private final Biases biases;

  /// @param language of what is said, BCP 47
  /// @throws SttException when the model cannot be loaded, or does not know the language
  public WhisperEngine(WhisperSettings settings, String language) {
    this.settings = settings;
    this.language = Locale.forLanguageTag(language).getLanguage();
    biases = new Biases(whisper, (float) settings.grammarPenalty());
    var model = settings.model();
    if (model.isBlank()) {
      throw new SttException("stt.whisper.model is empty: " + WhisperSettings.NO_MODEL);
    }
    var file = Path.of(model);
    LOG.atInfo().addKeyValue("model", about(file)).log("whisper.cpp loads its model");
    try {
      context = thread.ask(() -> load(file)).await(LOADING);
    } catch (SttException | IllegalStateException e) {
      thread.close();
      throw e;
    }
  }

  /// What the file is. whisper.cpp does not look: it takes one that ends too early for whole, and
  /// computes with what happens to be in memory.
  private static String about(Path file) {
    try {
      var model = ModelFile.read(file);
      if (model.kind() != ModelKind.WHISPER) {
        throw refused(file, "which is " + model.about(), WhisperSettings.NO_MODEL);
      }
      return model.about();
    } catch (ModelException e) {
      throw new SttException("stt.whisper.model: " + e.getMessage(), e);
    }
  }

  private WhisperContext load(Path file) {
    try {
      WhisperJNI.loadLibrary();
      WhisperJNI.setLibraryLogger(null);
      var loaded = whisper.initNoState(file);
      if (loaded == null) {
        throw refused(file, "which is no ggml model", WhisperSettings.NO_MODEL);
      }
      if (!language.equals("en") && !whisper.isMultilingual(loaded)) {
        whisper.free(loaded);
        throw refused(
            file,
            "which knows English only",
            "use a model without .en for stt.language " + language);
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

  private static SttException refused(Path file, String fault, String wayOut) {
    return new SttException("stt.whisper.model is " + file + ", " + fault + ": " + wayOut);
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
    var decode =
        thread
            .ask(() ->
                new Decode(
                    whisper,
                    context,
                    whisper.initState(context),
                    language,
                    settings.threadsInUse()))
            .await(LOADING);
    return new WhisperRecognizer(
        thread,
        (speech, grammar, wanted) -> decode.of(speech, biases.of(grammar), wanted),
        decode::free,
        settings.deadline());
  }

  @Override
  public void close() {
    thread.end(() -> {
      biases.free();
      whisper.free(context);
    });
    thread.close();
  }
}
