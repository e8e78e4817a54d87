package dev.loqa.edge.satellite;

import dev.loqa.base.audio.Pcm;

/// The few sounds a satellite makes by itself, without speech. Pure.
public final class Chime {
  private static final int RATE_HZ = 22_050;
  private static final double LOUDNESS = 9_000;

  /// Two falling notes: something went wrong and there are no words for it.
  public static final Pcm APOLOGY = note(440, 180).then(note(330, 320));

  /// Twice the same soft note: it takes a moment, the answer is still to come.
  public static final Pcm MOMENT = note(523, 110).then(note(523, 160));

  /// Three rising notes: a timer or an alarm.
  public static final Pcm RING = note(660, 140).then(note(880, 140)).then(note(1_320, 260));

  private Chime() {}

  private static Pcm note(double hz, int millis) {
    short[] samples = new short[RATE_HZ * millis / 1_000];
    for (int i = 0; i < samples.length; i++) {
      double t = (double) i / RATE_HZ;
      double fade = Math.min(1, i / 200.0) * Math.exp(-4.0 * i / samples.length);
      samples[i] = (short) (LOUDNESS * fade * Math.sin(2 * Math.PI * hz * t));
    }
    return new Pcm(samples, RATE_HZ);
  }
}
