package dev.loqa.edge.stt.whisper;

import dev.loqa.edge.stt.CollectedSound;
import dev.loqa.edge.stt.CollectedUtterance;
import dev.loqa.edge.stt.Grammar;
import dev.loqa.edge.stt.Hypothesis;
import dev.loqa.edge.stt.Recognizer;
import dev.loqa.edge.stt.SttException;
import dev.loqa.edge.stt.Utterance;
import java.time.Duration;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/// One state of a Whisper model. Collects the sound, has it decoded at each pause, and takes the
/// last of these decodes for the end. A cancel lets go of who waits; whisper.cpp itself finishes
/// the window it is in, and the next decode, of any recognizer, begins after that.
final class WhisperRecognizer implements Recognizer {
  /// Longer speech is decoded at its end only: what is begun in a pause cannot be stopped.
  private static final int MOST_EARLY_SAMPLES = 12 * CollectedSound.RATE;

  /// Makes text of 16 kHz speech.
  interface Decoding {
    /// The words of this speech.
    ///
    /// @param wanted asked where the work can be left; what comes out then is thrown away
    Hypothesis of(short[] speech, Grammar grammar, BooleanSupplier wanted);
  }

  private final WhisperThread thread;
  private final Decoding decode;
  private final Runnable free;
  private final Duration deadline;
  private boolean open;
  private boolean closed;

  /// @param decode called on `thread`, as is `free`, at the end
  WhisperRecognizer(WhisperThread thread, Decoding decode, Runnable free, Duration deadline) {
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

  private final class Collecting extends CollectedUtterance {
    private final Grammar grammar;
    private int speechFrom;
    private int speechTo = -1;
    private WhisperThread.@Nullable Asked<Hypothesis> asked;

    Collecting(Grammar grammar) {
      super(() -> open = false);
      this.grammar = grammar;
    }

    @Override
    public void paused(int from, int to) {
      if (to != speechTo) {
        forget();
        speechFrom = from;
        speechTo = to;
      }
      if (asked == null && sound().length() - from <= MOST_EARLY_SAMPLES) {
        asked = ask();
      }
    }

    private WhisperThread.Asked<Hypothesis> ask() {
      var speech = sound().from(speechFrom);
      var begun = thread.askWhileWanted(wanted -> decode.of(speech, grammar, wanted));
      cancellation().onCancel(begun::forget);
      return begun;
    }

    private void forget() {
      if (asked != null) {
        asked.forget();
        asked = null;
      }
    }

    @Override
    public String reconsidered() {
      return asked == null || finished() ? "" : asked.await(deadline).text();
    }

    @Override
    protected Hypothesis decoded() {
      if (speechTo < 0 || sound().length() == 0) {
        return Hypothesis.NOTHING;
      }
      if (asked == null) {
        asked = ask();
      }
      return asked.await(deadline);
    }

    @Override
    public void close() {
      forget();
      super.close();
    }
  }
}
