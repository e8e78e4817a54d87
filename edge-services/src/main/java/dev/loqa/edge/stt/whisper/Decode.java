package dev.loqa.edge.stt.whisper;

import dev.loqa.edge.stt.Hypothesis;
import dev.loqa.edge.stt.SttException;
import dev.loqa.edge.stt.WrittenWords;
import io.github.givimad.whisperjni.WhisperContext;
import io.github.givimad.whisperjni.WhisperFullParams;
import io.github.givimad.whisperjni.WhisperJNI;
import io.github.givimad.whisperjni.WhisperSamplingStrategy;
import io.github.givimad.whisperjni.WhisperState;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// One model with one state: makes text of speech. Used on the [WhisperThread] only.
final class Decode {
  private static final Logger LOG = LoggerFactory.getLogger(Decode.class);

  /// whisper.cpp refuses less than a second.
  private static final int LEAST_SAMPLES = Window.RATE + Window.RATE / 10;

  /// Whisper gives no usable probability here: an accepted text is simply trusted this much.
  private static final double CONFIDENCE = 0.75;

  private final WhisperJNI whisper;
  private final WhisperContext context;
  private final WhisperState state;
  private final String language;
  private final int threads;

  Decode(
      WhisperJNI whisper,
      WhisperContext context,
      WhisperState state,
      String language,
      int threads) {
    this.whisper = whisper;
    this.context = context;
    this.state = state;
    this.language = language;
    this.threads = threads;
  }

  /// What is said in `speech`. A text that repeats itself or breaks off is decoded once more in the
  /// whole window; one that then still repeats itself is nothing that anybody said.
  ///
  /// @param bias what may be said
  /// @param wanted asked before the whole window is begun
  /// @throws SttException when whisper.cpp fails
  Hypothesis of(short[] speech, Bias bias, BooleanSupplier wanted) {
    var sound = padded(speech);
    int window = Window.of(sound.length);
    var text = text(sound, window, bias);
    var words = WrittenWords.of(text);
    double seconds = speech.length / (double) Window.RATE;
    if (window < Window.WHOLE
        && (Doubt.repeats(words) || Doubt.cut(text, words, seconds))
        && wanted.getAsBoolean()) {
      LOG.atDebug().addKeyValue("window", window).log("decoded again in the whole window");
      words = WrittenWords.of(text(sound, Window.WHOLE, bias));
    }
    return words.isEmpty() || Doubt.repeats(words)
        ? Hypothesis.NOTHING
        : new Hypothesis(words, CONFIDENCE, false, List.of());
  }

  private static float[] padded(short[] speech) {
    var sound = new float[Math.max(speech.length, LEAST_SAMPLES)];
    for (int i = 0; i < speech.length; i++) {
      sound[i] = speech[i] / 32768f;
    }
    return sound;
  }

  /// The model's text of this sound.
  String text(float[] sound, int window, Bias bias) {
    var params = params(window);
    params.initialPrompt = bias.prompt();
    var grammar = bias.grammar();
    if (grammar != null) {
      params.grammar = grammar;
      params.grammarPenalty = bias.penalty();
    }
    int result = whisper.fullWithState(context, state, params, sound, sound.length);
    if (result != 0) {
      throw new SttException("whisper.cpp failed with " + result + ": ask again");
    }
    var text = new StringBuilder();
    for (int i = 0; i < whisper.fullNSegmentsFromState(state); i++) {
      text.append(whisper.fullGetSegmentTextFromState(state, i)).append(' ');
    }
    return text.toString();
  }

  private WhisperFullParams params(int window) {
    var params = new WhisperFullParams(WhisperSamplingStrategy.GREEDY);
    params.nThreads = threads;
    params.audioCtx = window;
    params.language = language;
    params.noContext = true;
    params.singleSegment = true;
    params.noTimestamps = true;
    params.suppressBlank = true;
    params.suppressNonSpeechTokens = true;
    params.printProgress = false;
    params.printRealtime = false;
    params.printTimestamps = false;
    params.printSpecial = false;
    // One try: a retry at a higher temperature takes longer than asking the person again.
    params.temperatureInc = 0;
    return params;
  }

  void free() {
    whisper.free(state);
  }
}
