package dev.loqa.edge.tts;

import dev.loqa.base.audio.Pcm;
import java.util.Optional;

/// One utterance in the making. [#next] is called by one thread; [#cancel] by any.
public interface Synthesis extends AutoCloseable {
  /// Waits for the next piece, at most some hundred milliseconds of sound; empty at the end and
  /// after a cancel. It has no deadline of its own: who calls it bounds it with [#cancel].
  ///
  /// @throws TtsException when the engine failed
  Optional<Pcm> next();

  /// The end of the text from which no sound was given yet, for another engine to go on with when
  /// this one failed; empty when that cannot be told. For the thread that calls [#next].
  default String unspoken() {
    return "";
  }

  /// For when no sound came for too long: whether another engine goes on, from the next [#next] or
  /// the one that waits. Any thread may call it.
  default boolean handOver() {
    return false;
  }

  /// Why another engine spoke than the one that was chosen; empty when none had to. For the thread
  /// that calls [#next].
  default Optional<Fallback> fallback() {
    return Optional.empty();
  }

  /// What was done because an engine failed.
  ///
  /// @param reason which engine failed, and how
  /// @param instead who speaks now
  record Fallback(String reason, String instead) {}

  /// Ends the synthesis at once, also a [#next] that waits. Repeatable.
  void cancel();

  /// Gives back what it uses; cancels what still runs. Repeatable.
  @Override
  void close();
}
