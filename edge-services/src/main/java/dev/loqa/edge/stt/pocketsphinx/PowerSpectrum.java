package dev.loqa.edge.stt.pocketsphinx;

/// The power of each frequency in a short piece of sound: Cooley and Tukey's fast Fourier
/// transform, radix 2, in place. Used by one thread.
final class PowerSpectrum {
  private final int size;
  private final double[] cosines;
  private final double[] sines;
  private final int[] reversed;
  private final double[] real;
  private final double[] imaginary;

  /// @param size a power of two
  PowerSpectrum(int size) {
    this.size = size;
    cosines = new double[size / 2];
    sines = new double[size / 2];
    reversed = new int[size];
    real = new double[size];
    imaginary = new double[size];
    for (int i = 0; i < size / 2; i++) {
      cosines[i] = Math.cos(2 * Math.PI * i / size);
      sines[i] = -Math.sin(2 * Math.PI * i / size);
    }
    int bits = Integer.numberOfTrailingZeros(size);
    for (int i = 0; i < size; i++) {
      reversed[i] = Integer.reverse(i) >>> (Integer.SIZE - bits);
    }
  }

  /// Fills `power`, one value for each frequency from 0 to half the sample rate, `size` / 2 + 1 in
  /// all; what `sound` lacks to `size` samples is silence.
  void of(double[] sound, double[] power) {
    for (int i = 0; i < size; i++) {
      int from = reversed[i];
      real[i] = from < sound.length ? sound[from] : 0;
      imaginary[i] = 0;
    }
    for (int half = 1; half < size; half *= 2) {
      int stride = size / (2 * half);
      for (int start = 0; start < size; start += 2 * half) {
        for (int k = 0; k < half; k++) {
          butterfly(start + k, start + k + half, k * stride);
        }
      }
    }
    for (int i = 0; i <= size / 2; i++) {
      power[i] = real[i] * real[i] + imaginary[i] * imaginary[i];
    }
  }

  private void butterfly(int a, int b, int turn) {
    double turnedReal = real[b] * cosines[turn] - imaginary[b] * sines[turn];
    double turnedImaginary = real[b] * sines[turn] + imaginary[b] * cosines[turn];
    real[b] = real[a] - turnedReal;
    imaginary[b] = imaginary[a] - turnedImaginary;
    real[a] += turnedReal;
    imaginary[a] += turnedImaginary;
  }
}
