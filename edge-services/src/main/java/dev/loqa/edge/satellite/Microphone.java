package dev.loqa.edge.satellite;

import dev.loqa.base.audio.Pcm;

/// Where a turn's frames come from. Used by the turn's thread.
interface Microphone {
  int sampleRateHz();

  /// The monotonic time at which the first sound of the first frame was made.
  long startNanos();

  /// The monotonic time at which the next frame is complete; `Long.MAX_VALUE` when it comes by
  /// itself through the mailbox.
  long nextFrameNanos();

  /// The next frame.
  Pcm nextFrame();

  /// No frame comes any more: the recording and its tail are over.
  boolean exhausted();

  /// How much faster than life it runs.
  double speed();
}
