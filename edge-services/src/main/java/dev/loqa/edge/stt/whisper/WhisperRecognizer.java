package dev.loqa.edge.stt.whisper;

import dev.loqa.edge.stt.CollectedSound;
import dev.loqa.edge.stt.Grammar;
import dev.loqa.edge.stt.Hypothesis;
import dev.loqa.edge.stt.Recognizer;
import dev.loqa.edge.stt.SttException;
import dev.loqa.edge.stt.Utterance;
import java.time.Duration;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/// One state of a Whisper model. Collects the sound, has it decoded at each pause, and takes the
/// last of these decodes for the end.
final class WhisperRecognizer implements Recognizer {
  /// Longer speech is decoded at its end only: what is begun in a pause cannot be stopped.
  private static final int MOST_EARLY_SAMPLES = 12 * CollectedSound.RATE;

  private final WhisperThread thread;
  private final BiFunction<short[], Grammar, Hypothesis> decode;
  private final Runnable free;
  private final Duration deadline;
  private boolean open;
  private boolean closed;

  /// @param decode makes text of 16 kHz speech; called on `thread`, as is `free`, at the end
  WhisperRecognizer(
      WhisperThread thread,
      BiFunction<short[], Grammar, Hypothesis> decode,
      Runnable free,
      Duration deadline) {
    this.thread = thread;
    this.decode = decode;
    this.free = free;
    this.deadline = deadline;
  }

  @Override
  public Utterance open(Grammar grammar) {
    if (open) {
      throw new SttException("an utterance is open: close it before the next one");
    }
    open = true;
    return new Collecting(grammar);
  }

  @Override
  public void close() {
    if (!closed) {
      closed = true;
      thread.later(free);
    }
  }

  private final class Collecting implements Utterance {
    private final Grammar grammar;
    private final CollectedSound sound = new CollectedSound();
    private int speechFrom;
    private int speechTo = -1;
    private WhisperThread.@Nullable Asked<Hypothesis> asked;
    private boolean finished;

    Collecting(Grammar grammar) {
      this.grammar = grammar;
    }

    @Override
    public void accept(short[] samples, int offset, int count) {
      if (finished) {
        throw new SttException("sound after the end of an utterance: open the next one first");
      }
      sound.add(samples, offset, count);
    }

    @Override
    public String partial() {
      return "";
    }

    @Override
    public void paused(int from, int to) {
      if (to != speechTo) {
        forget();
        speechFrom = from;
        speechTo = to;
      }
      if (asked == null && sound.length() - from <= MOST_EARLY_SAMPLES) {
        asked = ask();
      }
    }

    private WhisperThread.Asked<Hypothesis> ask() {
      var speech = sound.from(speechFrom);
      return thread.ask(() -> decode.apply(speech, grammar));
    }

    private void forget() {
      if (asked != null) {
        asked.forget();
        asked = null;
      }
    }

    @Override
    public String reconsidered() {
      return asked == null || finished ? "" : asked.await(deadline).text();
    }

    @Override
    public Hypothesis finish() {
      if (finished) {
        throw new SttException("this utterance is finished: open the next one");
      }
      finished = true;
      if (speechTo < 0 || sound.length() == 0) {
        return Hypothesis.NOTHING;
      }
      if (asked == null) {
        asked = ask();
      }
      return asked.await(deadline);
    }

    @Override
    public void close() {
      finished = true;
      forget();
      open = false;
    }
  }
}
