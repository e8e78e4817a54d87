package dev.loqa.edge.satellite;

import dev.loqa.base.audio.Pcm;
import dev.loqa.protocol.Transcript;
import dev.loqa.protocol.TtsAudio;
import dev.loqa.protocol.TtsDone;
import org.jspecify.annotations.Nullable;

/// What can happen to a turn from outside; put into its mailbox by the bus's and the microphone's
/// threads.
sealed interface TurnEvent {
  /// Words came from the recognizer.
  record Words(Transcript transcript, long nanos) implements TurnEvent {}

  /// A piece of the answer came.
  record Sound(TtsAudio audio, long nanos) implements TurnEvent {}

  /// A recognizer took over and lacks frames.
  record Resend(long from) implements TurnEvent {}

  /// All sound of the answer, or of a part of it, was sent.
  record Spoken(TtsDone done) implements TurnEvent {}

  /// Nobody listens any more; another recognizer is asked.
  record Unheard(String why) implements TurnEvent {}

  /// Another recognizer has the utterance, or why none has.
  record HeardAgain(@Nullable String fault) implements TurnEvent {}

  /// Somebody stopped the turn.
  record Cancelled(String reason) implements TurnEvent {}

  /// A live microphone has captured a frame; the last one of the utterance when it has been quiet
  /// for long.
  record Captured(Pcm frame, boolean last) implements TurnEvent {}
}
