package dev.loqa.base.audio;

/// Sine tones and how to find them again.
final class Tone {
  private Tone() {}

  static Pcm of(double hz, double amplitude, int samples, int rateHz) {
    short[] out = new short[samples];
    for (int i = 0; i < samples; i++) {
      out[i] = (short) Math.round(amplitude * Math.sin(2 * Math.PI * hz * i / rateHz));
    }
    return new Pcm(out, rateHz);
  }

  /// The amplitude of one frequency in the middle half of a sound (its ends ring).
  static double amplitude(Pcm pcm, double hz) {
    int from = pcm.length() / 4;
    int to = pcm.length() * 3 / 4;
    double real = 0;
    double imaginary = 0;
    for (int i = from; i < to; i++) {
      double angle = 2 * Math.PI * hz * i / pcm.sampleRateHz();
      double hann = 1 - Math.cos(2 * Math.PI * (i - from) / (to - from));
      real += hann * pcm.sample(i) * Math.cos(angle);
      imaginary += hann * pcm.sample(i) * Math.sin(angle);
    }
    return 2 * Math.hypot(real, imaginary) / (to - from);
  }
}
