package dev.loqa.edge.stt;

import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicBoolean;

/// An engine that hears the same words in any sound of half a second or more, or fails when told
/// to.
final class ScriptedEngine implements SpeechEngine {
  private static final int HALF_A_SECOND = 8_000;
  private final String words;
  final AtomicBoolean failing = new AtomicBoolean();

  /// One permit for each pause that an utterance was told of.
  final Semaphore pauses = new Semaphore(0);

  /// One permit for each recognizer that was made.
  final Semaphore made = new Semaphore(0);

  ScriptedEngine(String words) {
    this.words = words;
  }

  @Override
  public String name() {
    return "scripted";
  }

  @Override
  public boolean streams() {
    return true;
  }

  @Override
  public Recognizer recognizer() {
    made.release();
    return new Recognizer() {
      @Override
      public Utterance open(Grammar grammar) {
        return new Scripted();
      }

      @Override
      public void close() {}
    };
  }

  @Override
  public void close() {}

  private final class Scripted implements Utterance {
    private int samples;

    @Override
    public void accept(short[] more, int offset, int count) {
      samples += count;
      if (failing.get()) {
        throw new IllegalStateException("the engine broke");
      }
    }

    @Override
    public String partial() {
      return samples >= HALF_A_SECOND ? words : "";
    }

    @Override
    public void paused(int from, int to) {
      pauses.release();
    }

    @Override
    public Hypothesis finish() {
      return partial().isEmpty()
          ? Hypothesis.NOTHING
          : new Hypothesis(words, 0.9, false, List.of("another reading"));
    }

    @Override
    public void close() {}
  }
}
