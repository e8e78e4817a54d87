package dev.loqa.edge.satellite;

import dev.loqa.base.audio.Pcm;

/// A microphone whose frames come by themselves, through the turn's mailbox.
record LiveMicrophone(int sampleRateHz, long startNanos) implements Microphone {
  @Override
  public long nextFrameNanos() {
    return Long.MAX_VALUE;
  }

  @Override
  public Pcm nextFrame() {
    throw new SatelliteException("a live microphone is not asked for frames: they come by events");
  }

  @Override
  public boolean exhausted() {
    return false;
  }

  @Override
  public double speed() {
    return 1;
  }
}
