package dev.loqa.edge.stt;

/// One person speaking once: sound goes in, words come out.
///
/// Used by the one thread that opened it; [#cancel] is for the others. Frames after [#finish] are
/// refused; [#close] gives the engine back for the next utterance and may be called at any time,
/// also twice.
public interface Utterance extends AutoCloseable {
  /// Takes the next sound: mono samples of 16 kHz, any number of them.
  void accept(short[] samples, int offset, int count);

  /// The words so far. They may still change; empty when there are none, or when the engine has
  /// none to offer before the end.
  String partial();

  /// Says that the voice has paused: as far as one knows, the speech lies between these samples.
  ///
  /// A hint to begin with what [#finish] will need. It may come for each pause, and again for the
  /// same one; when the voice goes on, what was begun is of no use. When it never came before
  /// [#finish], nobody was heard to speak: engines that make words up for noise need not listen.
  default void paused(int from, int to) {}

  /// The words so far, thought over: what [#paused] began is waited for. They hold until the voice
  /// goes on.
  default String reconsidered() {
    return partial();
  }

  /// Ends the utterance and returns what was heard. May be called once.
  Hypothesis finish();

  /// Says that nobody wants the words any more. The one method that any thread may call, also after
  /// [#close]; it returns at once. Whoever waits in [#reconsidered] or [#finish] is let go soon:
  /// with an [SttException], or with words that nobody will read.
  default void cancel() {}

  @Override
  void close();
}
