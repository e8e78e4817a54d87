package dev.loqa.cli.sound;

import dev.loqa.base.audio.Pcm;
import java.time.Duration;

/// Says when somebody who has spoken is done: so much quiet after some loud frames. Counts frames
/// and knows no clock. Used by one thread.
final class PauseDetector {
  private static final double SPEECH_DBFS = -42;
  private static final int LOUD_FRAMES = 5;

  private final int quietFrames;
  private int loud;
  private int quiet;

  PauseDetector(Duration pause, Duration frame) {
    this.quietFrames = Math.toIntExact(pause.dividedBy(frame));
  }

  /// Takes the next frame; true once the pause is long enough.
  boolean isOver(Pcm frame) {
    if (frame.dbfs() > SPEECH_DBFS) {
      loud++;
      quiet = 0;
    } else {
      quiet++;
    }
    return spoke() && quiet >= quietFrames;
  }

  /// Whether anybody spoke at all.
  boolean spoke() {
    return loud >= LOUD_FRAMES;
  }
}
