package dev.loqa.edge.stt.http;

import dev.loqa.base.audio.Pcm;
import dev.loqa.edge.stt.CollectedSound;
import dev.loqa.edge.stt.CollectedUtterance;
import dev.loqa.edge.stt.Grammar;
import dev.loqa.edge.stt.Hypothesis;
import dev.loqa.edge.stt.Recognizer;
import dev.loqa.edge.stt.SttException;
import dev.loqa.edge.stt.Utterance;

/// Collects an utterance and has it written down at its end, which takes at most the server's
/// deadline.
final class HttpRecognizer implements Recognizer {
  /// Less is a click: a server would only make something up.
  private static final int LEAST_SAMPLES = CollectedSound.RATE / 10;

  private final TranscriptionServer server;
  private boolean open;

  HttpRecognizer(TranscriptionServer server) {
    this.server = server;
  }

  @Override
  public Utterance open(Grammar grammar) {
    if (open) {
      throw new SttException("an utterance is open: close it before the next one");
    }
    open = true;
    return new Collecting(grammar.hint());
  }

  @Override
  public void close() {}

  private final class Collecting extends CollectedUtterance {
    private final String hint;
    private int speechFrom;
    private boolean spoken;

    Collecting(String hint) {
      super(() -> open = false);
      this.hint = hint;
    }

    @Override
    public void paused(int from, int to) {
      spoken = true;
      speechFrom = from;
    }

    @Override
    protected Hypothesis decoded() {
      var speech = sound().from(speechFrom);
      return !spoken || speech.length < LEAST_SAMPLES || empty(speech)
          ? Hypothesis.NOTHING
          : server.transcribe(new Pcm(speech, CollectedSound.RATE), hint, cancellation());
    }

    /// Nothing at all, as the sound that recognizers are warmed up with.
    private static boolean empty(short[] speech) {
      for (short sample : speech) {
        if (sample != 0) {
          return false;
        }
      }
      return true;
    }
  }
}
