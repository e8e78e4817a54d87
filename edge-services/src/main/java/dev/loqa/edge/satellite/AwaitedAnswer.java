package dev.loqa.edge.satellite;

import dev.loqa.protocol.TtsAudio;
import dev.loqa.protocol.TtsDone;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// The answer of a turn from its words to its last sound: how long it is waited for, when a sound
/// says that it takes a moment, and whether all of it came. Used by one thread; every time is a
/// reading of the monotonic clock.
final class AwaitedAnswer {
  private static final long NEVER = Long.MAX_VALUE;

  /// The last piece of sound and the message that says whether all was spoken travel on connections
  /// of their own, and so does a cancel.
  private static final long SETTLE_NANOS = Duration.ofMillis(200).toNanos();

  private final TurnTimes times;
  private final Loudspeaker sink;
  private final PlayOut playOut;
  private boolean expected;
  private boolean consoled;
  private @Nullable Boolean completed;
  private long sentUpTo;
  private long deadlineNanos = NEVER;
  private long consoleNanos = NEVER;

  AwaitedAnswer(TurnTimes times, Loudspeaker sink) {
    this.times = times;
    this.sink = sink;
    this.playOut = new PlayOut(sink);
  }

  PlayOut playOut() {
    return playOut;
  }

  /// The person's words are there; the answer may have come before them, on another connection.
  ///
  /// @param nothing whether there were none, which often nobody answers
  /// @param spokenNanos when they were said
  void expect(boolean nothing, long spokenNanos, long now) {
    expected = true;
    if (playOut.complete()) {
      return;
    }
    deadlineNanos = now + (nothing ? times.silenceWithin() : times.answerWithin()).toNanos();
    consoleNanos = nothing || playOut.started() ? NEVER : spokenNanos + times.patience().toNanos();
  }

  void sound(TtsAudio audio, long nanos, long now) {
    playOut.accept(audio, nanos);
    if (playOut.complete()) {
      consoleNanos = NEVER;
      deadlineNanos = now + SETTLE_NANOS;
    } else if (expected) {
      deadlineNanos = now + times.answerWithin().toNanos();
      consoleNanos = allOfItCame() ? NEVER : playOut.heardUntilNanos() + times.patience().toNanos();
    }
  }

  /// All sound of a part was sent; the next one may be long in coming.
  void spoken(TtsDone done) {
    Long next = done.nextSequence();
    completed = done.completed();
    sentUpTo = next == null ? NEVER : next;
    if (allOfItCame()) {
      consoleNanos = NEVER;
    }
  }

  /// Whether what was heard is all of the parts that were spoken.
  private boolean allOfItCame() {
    return completed != null && sentUpTo >= playOut.expected();
  }

  /// The words of the person, who was silent from `quietNanos` on, are late.
  void delayed(long quietNanos) {
    consoleNanos = quietNanos + times.patience().toNanos();
  }

  /// When something is to be done next.
  long nextNanos() {
    return Math.min(deadlineNanos, consoled ? NEVER : consoleNanos);
  }

  /// Says with a sound that it takes a moment, once, when it is time for that.
  void console(long now) {
    if (!consoled && now >= consoleNanos) {
      consoled = true;
      sink.accept(sink.ownSounds().moment());
    }
  }

  /// Whether nothing more of it will come.
  boolean over(long now) {
    return playOut.complete() && ((allOfItCame() && Boolean.TRUE.equals(completed)) || late(now));
  }

  /// What kept it from being heard as a whole, once it is over or its time is.
  @Nullable String fault(boolean nothingSaid, long now) {
    if (playOut.complete()) {
      return allOfItCame() && Boolean.FALSE.equals(completed)
          ? "the answer was not spoken to its end: see the state of tts with loqa doctor"
          : null;
    }
    if (!late(now) || (nothingSaid && !playOut.started())) {
      return null;
    }
    return playOut.started()
        ? "the answer broke off: see the state of tts with loqa doctor"
        : "no answer came within %d s: see loqa events".formatted(times.answerWithin().toSeconds());
  }

  /// Whether its time is over.
  boolean late(long now) {
    return now >= deadlineNanos;
  }
}
