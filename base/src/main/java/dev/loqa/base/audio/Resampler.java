package dev.loqa.base.audio;

import java.util.Arrays;

/// Changes the rate of a stream of sound: band-limited interpolation with a Kaiser-windowed sinc.
///
/// Any ratio; aliases are about 80 dB down. Output time 0 is input time 0 (no delay is added), so
/// the last half window of the input comes out with [#finish]. State belongs to one thread.
///
/// Source: J. O. Smith, "Digital Audio Resampling", the interpolated filter table.
public final class Resampler {
  private static final int ZERO_CROSSINGS = 24;
  private static final int STEPS = 512;
  private static final double KAISER_BETA = 8.6;
  private static final double ROLL_OFF = 0.94;
  private static final float[] FILTER = filter();

  private final int inRateHz;
  private final int outRateHz;
  private final int inRate;
  private final int outRate;
  private final double scale;
  private final int reach;

  private short[] window = new short[4_096];
  private int filled;
  private long windowStart;
  private long received;
  private long produced;
  private boolean finished;

  public Resampler(int inRateHz, int outRateHz) {
    if (inRateHz <= 0 || outRateHz <= 0) {
      throw new AudioException(
          "cannot resample from %d Hz to %d Hz: both must be above 0"
              .formatted(inRateHz, outRateHz));
    }
    this.inRateHz = inRateHz;
    this.outRateHz = outRateHz;
    int divisor = gcd(inRateHz, outRateHz);
    this.inRate = inRateHz / divisor;
    this.outRate = outRateHz / divisor;
    this.scale = ROLL_OFF * Math.min(1.0, (double) outRateHz / inRateHz);
    this.reach = (int) Math.ceil(ZERO_CROSSINGS / scale);
  }

  /// Takes the next stretch of input and gives the output that is certain by now.
  public Pcm push(Pcm input) {
    if (finished) {
      throw new AudioException("the resampler has finished: make a new one for new sound");
    }
    if (input.sampleRateHz() != inRateHz) {
      throw new AudioException(
          "sound of %d Hz came to a resampler for %d Hz: one stream has one rate"
              .formatted(input.sampleRateHz(), inRateHz));
    }
    append(input);
    return produce(received - reach);
  }

  /// Gives the rest of the output; nothing may be pushed afterwards.
  public Pcm finish() {
    finished = true;
    return produce(received);
  }

  /// All outputs whose input time lies before `limit`.
  private Pcm produce(long limit) {
    long upTo = limit <= 0 ? 0 : (limit * outRate + inRate - 1) / inRate;
    int count = Math.toIntExact(Math.max(0, upTo - produced));
    short[] out = new short[count];
    for (int i = 0; i < count; i++) {
      out[i] = outputAt(produced + i);
    }
    produced += count;
    forget();
    return Pcm.owning(out, outRateHz);
  }

  private short outputAt(long index) {
    long position = index * inRate;
    long base = position / outRate;
    double fraction = (double) (position % outRate) / outRate;
    double sum = 0;
    long first = Math.max(windowStart, base - reach + 1);
    long last = Math.min(windowStart + filled - 1, base + reach);
    for (long i = first; i <= last; i++) {
      double distance = Math.abs(base - i + fraction) * scale * STEPS;
      int step = (int) distance;
      if (step < FILTER.length - 1) {
        double part = distance - step;
        double weight = FILTER[step] + part * (FILTER[step + 1] - FILTER[step]);
        sum += weight * window[(int) (i - windowStart)];
      }
    }
    return (short) Math.clamp(Math.round(sum * scale), Short.MIN_VALUE, Short.MAX_VALUE);
  }

  private void append(Pcm input) {
    int needed = filled + input.length();
    if (needed > window.length) {
      window = Arrays.copyOf(window, Math.max(needed, window.length * 2));
    }
    for (int i = 0; i < input.length(); i++) {
      window[filled + i] = input.sample(i);
    }
    filled = needed;
    received += input.length();
  }

  /// Drops input that no later output reaches back to.
  private void forget() {
    long needed = produced * inRate / outRate - reach;
    int surplus = Math.clamp(needed - windowStart, 0, filled);
    System.arraycopy(window, surplus, window, 0, filled - surplus);
    filled -= surplus;
    windowStart += surplus;
  }

  private static float[] filter() {
    float[] table = new float[ZERO_CROSSINGS * STEPS + 2];
    for (int i = 0; i <= ZERO_CROSSINGS * STEPS; i++) {
      double x = (double) i / STEPS;
      double sinc = i == 0 ? 1 : Math.sin(Math.PI * x) / (Math.PI * x);
      double edge = x / ZERO_CROSSINGS;
      double kaiser =
          bessel(KAISER_BETA * Math.sqrt(Math.max(0, 1 - edge * edge))) / bessel(KAISER_BETA);
      table[i] = (float) (sinc * kaiser);
    }
    return table;
  }

  /// The modified Bessel function of order 0, by its series.
  private static double bessel(double x) {
    double sum = 1;
    double term = 1;
    for (int k = 1; term > sum * 1e-12; k++) {
      double half = x / (2 * k);
      term *= half * half;
      sum += term;
    }
    return sum;
  }

  private static int gcd(int a, int b) {
    return b == 0 ? a : gcd(b, a % b);
  }
}
