package dev.loqa.base.audio;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;

/// A stretch of mono sound: signed 16-bit samples at one rate. Immutable; may be shared between
/// threads.
///
/// Rates from 1,000 to 384,000 Hz. An empty stretch is allowed (a final frame may carry no sound).
public final class Pcm {
  private static final double FULL_SCALE = 32_768.0;
  private static final double SILENCE_DBFS = -120;

  private final short[] samples;
  private final int sampleRateHz;

  /// Sound from samples, which are copied.
  public Pcm(short[] samples, int sampleRateHz) {
    this(checkedRate(sampleRateHz), samples.clone());
  }

  /// Sound from little-endian 16-bit bytes (`audio/L16` as it travels on the bus here).
  public Pcm(byte[] s16le, int sampleRateHz) {
    this(checkedRate(sampleRateHz), decode(s16le));
  }

  private Pcm(int sampleRateHz, short[] owned) {
    this.samples = owned;
    this.sampleRateHz = sampleRateHz;
  }

  static Pcm owning(short[] samples, int sampleRateHz) {
    return new Pcm(checkedRate(sampleRateHz), samples);
  }

  /// Digital silence of the given length.
  public static Pcm silence(Duration length, int sampleRateHz) {
    return owning(new short[samplesIn(length, sampleRateHz)], sampleRateHz);
  }

  /// Everything in `parts`, one after the other. All must have the same rate.
  public static Pcm join(List<Pcm> parts, int sampleRateHz) {
    int total = parts.stream().mapToInt(Pcm::length).reduce(0, Math::addExact);
    short[] joined = new short[total];
    int at = 0;
    for (Pcm part : parts) {
      if (part.sampleRateHz != sampleRateHz) {
        throw new AudioException(
            "sound of %d Hz cannot follow sound of %d Hz: resample it first"
                .formatted(part.sampleRateHz, sampleRateHz));
      }
      System.arraycopy(part.samples, 0, joined, at, part.samples.length);
      at += part.samples.length;
    }
    return owning(joined, sampleRateHz);
  }

  /// How many samples `length` takes at a rate, rounded down.
  public static int samplesIn(Duration length, int sampleRateHz) {
    return Math.toIntExact(length.toNanos() / 1_000 * sampleRateHz / 1_000_000);
  }

  public int sampleRateHz() {
    return sampleRateHz;
  }

  /// The number of samples.
  public int length() {
    return samples.length;
  }

  public boolean isEmpty() {
    return samples.length == 0;
  }

  /// One sample.
  public short sample(int index) {
    return samples[index];
  }

  /// A copy of all samples.
  public short[] samples() {
    return samples.clone();
  }

  /// All samples as little-endian bytes.
  public byte[] bytes() {
    ByteBuffer out = ByteBuffer.allocate(samples.length * 2).order(ByteOrder.LITTLE_ENDIAN);
    out.asShortBuffer().put(samples);
    return out.array();
  }

  /// How long it plays.
  public Duration duration() {
    return Duration.ofNanos(samples.length * 1_000_000_000L / sampleRateHz);
  }

  /// The part from sample `from` up to and without `to`; what lies beyond the end is left out.
  public Pcm slice(int from, int to) {
    int end = Math.min(to, samples.length);
    return owning(Arrays.copyOfRange(samples, Math.min(from, end), end), sampleRateHz);
  }

  /// This sound followed by `next` of the same rate.
  public Pcm then(Pcm next) {
    return join(List.of(this, next), sampleRateHz);
  }

  /// The same sound at another rate (itself when the rate is already right).
  public Pcm at(int rateHz) {
    if (rateHz == sampleRateHz) {
      return this;
    }
    Resampler resampler = new Resampler(sampleRateHz, rateHz);
    return resampler.push(this).then(resampler.finish());
  }

  /// Loudness in decibels relative to full scale: 0 is the loudest square wave, -120 is silence.
  public double dbfs() {
    if (samples.length == 0) {
      return SILENCE_DBFS;
    }
    double sum = 0;
    for (short s : samples) {
      sum += (double) s * s;
    }
    double rms = Math.sqrt(sum / samples.length) / FULL_SCALE;
    return Math.max(SILENCE_DBFS, 20 * Math.log10(Math.max(rms, 1e-9)));
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Pcm pcm
        && pcm.sampleRateHz == sampleRateHz
        && Arrays.equals(pcm.samples, samples);
  }

  @Override
  public int hashCode() {
    return 31 * Arrays.hashCode(samples) + sampleRateHz;
  }

  @Override
  public String toString() {
    return "Pcm[%d samples, %d Hz, %d ms]"
        .formatted(samples.length, sampleRateHz, duration().toMillis());
  }

  private static int checkedRate(int rateHz) {
    if (rateHz < 1_000 || rateHz > 384_000) {
      throw new AudioException(
          "sample rate is %d Hz: use one from 1000 to 384000".formatted(rateHz));
    }
    return rateHz;
  }

  private static short[] decode(byte[] s16le) {
    if (s16le.length % 2 != 0) {
      throw new AudioException(
          "sound has %d bytes, half a sample too much: send whole 16-bit samples"
              .formatted(s16le.length));
    }
    short[] samples = new short[s16le.length / 2];
    ByteBuffer.wrap(s16le).order(ByteOrder.LITTLE_ENDIAN).asShortBuffer().get(samples);
    return samples;
  }
}
