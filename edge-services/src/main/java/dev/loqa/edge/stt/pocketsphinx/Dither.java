package dev.loqa.edge.stt.pocketsphinx;

/// A whisper of noise at -64 dBFS under every utterance.
///
/// Digital silence has no spectrum for the acoustic model to normalise by and costs one sentence in
/// ten. The noise is the same each time, so that the same sound gives the same words. One thread.
final class Dither {
  /// -64 dBFS as root mean square of samples.
  private static final double RMS = 32768 * Math.pow(10, -64.0 / 20);

  private static final long SEED = 0x9E3779B97F4A7C15L;

  private long state = SEED;

  void restart() {
    state = SEED;
  }

  /// Copies `count` samples into a new array and adds noise to them.
  short[] over(short[] samples, int offset, int count) {
    var result = new short[count];
    for (int i = 0; i < count; i++) {
      long mixed = Math.round(samples[offset + i] + next());
      result[i] = (short) Math.clamp(mixed, Short.MIN_VALUE, Short.MAX_VALUE);
    }
    return result;
  }

  /// The sum of four uniform values is close enough to a bell curve.
  private double next() {
    state ^= state << 13;
    state ^= state >>> 7;
    state ^= state << 17;
    long bits = state;
    double sum = 0;
    for (int i = 0; i < 4; i++) {
      sum += (bits & 0xFFFF) / 65536.0 - 0.5;
      bits >>>= 16;
    }
    return sum * Math.sqrt(3) * RMS;
  }
}
