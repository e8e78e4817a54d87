package dev.loqa.edge.satellite;

import dev.loqa.base.audio.Pcm;
import java.time.Duration;

/// A recording that sounds like a microphone: frames when they are due, then room tone for a while,
/// as a microphone goes on when the person is silent.
final class RecordedMicrophone implements Microphone {
  private static final double FAST = 10;

  /// About -72 dBFS: recognizers mishear digital silence.
  private static final int ROOM_TONE = 14;

  private final Pcm speech;
  private final int frameSamples;
  private final long frames;
  private final double speed;
  private final long startNanos;
  private long next;
  private int noise = 12_345;

  RecordedMicrophone(Pcm speech, TurnTimes times, boolean realTime, long startNanos) {
    this.speech = speech;
    this.frameSamples = Pcm.samplesIn(times.frame(), speech.sampleRateHz());
    Duration whole = speech.duration().plus(times.tail());
    this.frames = whole.toNanos() / times.frame().toNanos() + 1;
    this.speed = realTime ? 1 : FAST;
    this.startNanos = startNanos;
  }

  @Override
  public int sampleRateHz() {
    return speech.sampleRateHz();
  }

  @Override
  public long startNanos() {
    return startNanos;
  }

  @Override
  public long nextFrameNanos() {
    if (exhausted()) {
      return Long.MAX_VALUE;
    }
    double seconds = (next + 1.0) * frameSamples / speech.sampleRateHz();
    return startNanos + (long) (seconds * 1e9 / speed);
  }

  @Override
  public Pcm nextFrame() {
    int from = (int) (next * frameSamples);
    next++;
    short[] frame = new short[frameSamples];
    for (int i = 0; i < frameSamples; i++) {
      frame[i] = from + i < speech.length() ? speech.sample(from + i) : roomTone();
    }
    return new Pcm(frame, speech.sampleRateHz());
  }

  @Override
  public boolean exhausted() {
    return next >= frames;
  }

  @Override
  public double speed() {
    return speed;
  }

  private short roomTone() {
    noise = noise * 1_103_515_245 + 12_345;
    return (short) ((noise >> 16) % ROOM_TONE);
  }
}
