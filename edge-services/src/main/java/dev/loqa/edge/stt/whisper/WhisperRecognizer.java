package dev.loqa.edge.stt.whisper;

import dev.loqa.edge.stt.Grammar;
import dev.loqa.edge.stt.Hypothesis;
import dev.loqa.edge.stt.Recognizer;
import dev.loqa.edge.stt.SttException;
import dev.loqa.edge.stt.Utterance;
import dev.loqa.edge.stt.WrittenWords;
import io.github.givimad.whisperjni.WhisperContext;
import io.github.givimad.whisperjni.WhisperFullParams;
import io.github.givimad.whisperjni.WhisperJNI;
import io.github.givimad.whisperjni.WhisperSamplingStrategy;
import io.github.givimad.whisperjni.WhisperState;
import java.util.Arrays;
import java.util.List;

/// One state of a Whisper model. Collects the sound and decodes it at the end.
final class WhisperRecognizer implements Recognizer {
  private static final int RATE = 16_000;
  private static final int MOST_SAMPLES = 30 * RATE;

  /// whisper.cpp refuses less than a second.
  private static final int LEAST_SAMPLES = RATE + RATE / 10;

  /// Whisper's encoder sees 50 positions a second; stock weights lose their way below 384.
  private static final int POSITIONS_PER_SECOND = 50;

  private static final int LEAST_POSITIONS = 384;
  private static final int MOST_POSITIONS = 1_500;

  /// Whisper gives no usable probability here: an accepted text is simply trusted this much.
  private static final double CONFIDENCE = 0.75;

  private final WhisperJNI whisper;
  private final WhisperContext context;
  private final WhisperState state;
  private final int threads;
  private final float[] sound = new float[MOST_SAMPLES];
  private boolean open;
  private boolean closed;

  WhisperRecognizer(WhisperJNI whisper, WhisperContext context, int threads) {
    this.whisper = whisper;
    this.context = context;
    this.threads = threads;
    state = whisper.initState(context);
  }

  @Override
  public Utterance open(Grammar grammar) {
    if (open) {
      throw new SttException("an utterance is open: close it before the next one");
    }
    open = true;
    return new Collecting(grammar);
  }

  /// The encoder's window for so many samples: whole half seconds, with some room.
  static int positionsFor(int samples) {
    int needed = (samples * POSITIONS_PER_SECOND + RATE - 1) / RATE + 32;
    int blocks = (needed + 31) / 32;
    return Math.clamp(blocks * 32L, LEAST_POSITIONS, MOST_POSITIONS);
  }

  private Hypothesis decode(int samples, Grammar grammar) {
    int padded = Math.clamp(samples, LEAST_SAMPLES, MOST_SAMPLES);
    Arrays.fill(sound, Math.min(samples, padded), padded, 0);
    var params = new WhisperFullParams(WhisperSamplingStrategy.GREEDY);
    params.nThreads = threads;
    params.audioCtx = positionsFor(padded);
    params.language = "en";
    params.initialPrompt = grammar.hint();
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
    int result = whisper.fullWithState(context, state, params, sound, padded);
    if (result != 0) {
      throw new SttException("whisper.cpp failed with " + result + ": ask again");
    }
    var text = new StringBuilder();
    for (int i = 0; i < whisper.fullNSegmentsFromState(state); i++) {
      text.append(whisper.fullGetSegmentTextFromState(state, i)).append(' ');
    }
    var words = WrittenWords.of(text.toString());
    return words.isEmpty()
        ? Hypothesis.NOTHING
        : new Hypothesis(words, CONFIDENCE, false, List.of());
  }

  @Override
  public void close() {
    if (!closed) {
      closed = true;
      whisper.free(state);
    }
  }

  private final class Collecting implements Utterance {
    private final Grammar grammar;
    private int samples;
    private boolean finished;

    Collecting(Grammar grammar) {
      this.grammar = grammar;
    }

    @Override
    public void accept(short[] more, int offset, int count) {
      if (finished) {
        throw new SttException("sound after the end of an utterance: open the next one first");
      }
      // What lies beyond the model's window of 30 s is left out.
      int kept = Math.min(count, MOST_SAMPLES - samples);
      for (int i = 0; i < kept; i++) {
        sound[samples + i] = more[offset + i] / 32768f;
      }
      samples += kept;
    }

    @Override
    public String partial() {
      return "";
    }

    @Override
    public Hypothesis finish() {
      if (finished) {
        throw new SttException("this utterance is finished: open the next one");
      }
      finished = true;
      return samples == 0 ? Hypothesis.NOTHING : decode(samples, grammar);
    }

    @Override
    public void close() {
      finished = true;
      open = false;
    }
  }
}
