package dev.loqa.edge.satellite;

import dev.loqa.base.audio.Pcm;
import dev.loqa.protocol.Transcript;
import dev.loqa.protocol.TtsAudio;

/// What can happen to a turn from outside; put into its mailbox by the bus's and the microphone's
/// threads.
sealed interface TurnEvent {
  /// Words came from the recognizer.
  record Words(Transcript transcript, long nanos) implements TurnEvent {}

  /// A piece of the answer came.
  record Sound(TtsAudio audio, long nanos) implements TurnEvent {}

  /// A recognizer took over and lacks frames.
  record Resend(long from) implements TurnEvent {}

  /// Somebody stopped the turn.
  record Cancelled(String reason) implements TurnEvent {}

  /// A live microphone has captured a frame; the last one of the utterance when it has been quiet
  /// for long.
  record Captured(Pcm frame, boolean last) implements TurnEvent {}
}
