package dev.loqa.edge.stt;

/// An utterance whose sound is kept until it is decoded as a whole. One thread, but for [#cancel].
public abstract class CollectedUtterance implements Utterance {
  private final Runnable closed;
  private final CollectedSound sound = new CollectedSound();
  private final Cancellation cancellation = new Cancellation();
  private boolean finished;

  /// @param closed told at [#close] that the recognizer is free for the next utterance
  protected CollectedUtterance(Runnable closed) {
    this.closed = closed;
  }

  /// All the sound so far.
  protected final CollectedSound sound() {
    return sound;
  }

  /// What ends the wait for a decode that nobody wants any more.
  protected final Cancellation cancellation() {
    return cancellation;
  }

  /// Whether the end was asked for.
  protected final boolean finished() {
    return finished;
  }

  /// What was heard; asked for once.
  protected abstract Hypothesis decoded();

  @Override
  public final void accept(short[] samples, int offset, int count) {
    if (finished) {
      throw new SttException("sound after the end of an utterance: open the next one first");
    }
    sound.add(samples, offset, count);
  }

  /// Nothing: a whole has no words before its end.
  @Override
  public final String partial() {
    return "";
  }

  @Override
  public final Hypothesis finish() {
    if (finished) {
      throw new SttException("this utterance is finished: open the next one");
    }
    finished = true;
    return decoded();
  }

  @Override
  public final void cancel() {
    cancellation.cancel();
  }

  @Override
  public void close() {
    finished = true;
    closed.run();
  }
}
