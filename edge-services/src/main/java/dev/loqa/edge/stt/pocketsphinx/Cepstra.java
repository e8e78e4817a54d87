package dev.loqa.edge.stt.pocketsphinx;

import java.util.ArrayList;
import java.util.List;

/// Sound as an acoustic model sees it: mel-frequency cepstra (Davis and Mermelstein, 1980) with the
/// window, filters and scales of CMU Sphinx, 100 frames a second of 16 kHz sound. Used by one
/// thread.
///
/// PocketSphinx computes the same by itself, once in each decoder, and then normalises it in a way
/// that cannot be chosen; see [SpeechMean].
final class Cepstra {
  /// Samples a second.
  static final int RATE = 16_000;

  /// Samples from one frame to the next.
  static final int STEP = 160;

  /// Samples in a spectrum.
  static final int SPECTRUM = 512;

  static final double WINDOW_SECONDS = 0.025625;
  static final double PRE_EMPHASIS = 0.97;
  private static final int WINDOW = (int) (WINDOW_SECONDS * RATE);
  private static final double LEAST_POWER = 1e-4;

  /// The weights of one filter over neighbouring frequencies of the spectrum.
  private static final class Filter {
    final int first;
    final double[] weights;

    Filter(int first, double[] weights) {
      this.first = first;
      this.weights = weights;
    }
  }

  private final PowerSpectrum spectrum = new PowerSpectrum(SPECTRUM);
  private final double[] hamming = new double[WINDOW];
  private final List<Filter> filters = new ArrayList<>();
  private final double[][] transform;

  private final double[] waiting = new double[WINDOW];
  private final double[] windowed = new double[WINDOW];
  private final double[] power = new double[SPECTRUM / 2 + 1];
  private final double[] logs;
  private int filled;
  private double before;

  Cepstra(FeatureSettings settings) {
    for (int i = 0; i < WINDOW; i++) {
      hamming[i] = 0.54 - 0.46 * Math.cos(2 * Math.PI * i / (WINDOW - 1));
    }
    double lowest = mel(settings.lowestHz());
    double step = (mel(settings.highestHz()) - lowest) / (settings.filters() + 1);
    for (int i = 0; i < settings.filters(); i++) {
      filters.add(
          filter(
              rounded(lowest + i * step),
              rounded(lowest + (i + 1) * step),
              rounded(lowest + (i + 2) * step)));
    }
    transform = transform(settings);
    logs = new double[settings.filters()];
  }

  private static double mel(double hz) {
    return 2595 * Math.log10(1 + hz / 700);
  }

  /// The frequency of the spectrum that is nearest.
  private static int rounded(double mel) {
    double hz = 700 * (Math.pow(10, mel / 2595) - 1);
    return (int) (hz * SPECTRUM / RATE + 0.5);
  }

  /// A triangle of area 1 over frequencies of the spectrum.
  private static Filter filter(int left, int centre, int right) {
    double hz = (double) RATE / SPECTRUM;
    double height = 2 / ((right - left) * hz);
    var weights = new double[right - left + 1];
    for (int i = left; i <= right; i++) {
      double rising = (i - left) / (double) (centre - left);
      double falling = (right - i) / (double) (right - centre);
      weights[i - left] = height * Math.min(rising, falling);
    }
    return new Filter(left, weights);
  }

  private static double[][] transform(FeatureSettings settings) {
    int filters = settings.filters();
    var rows = new double[FeatureSettings.CEPSTRA][filters];
    for (int i = 0; i < rows.length; i++) {
      double lifted =
          settings.lifter() == 0
              ? 1
              : 1 + settings.lifter() / 2.0 * Math.sin(i * Math.PI / settings.lifter());
      for (int j = 0; j < filters; j++) {
        double scale =
            settings.legacy()
                ? (j == 0 ? 0.5 : 1) / filters
                : Math.sqrt((i == 0 ? 1.0 : 2.0) / filters);
        rows[i][j] = lifted * scale * Math.cos(Math.PI / filters * i * (j + 0.5));
      }
    }
    return rows;
  }

  /// Begins anew, as if nothing had been heard.
  void restart() {
    filled = 0;
    before = 0;
  }

  /// The frames that end in these samples, a row each.
  List<float[]> of(short[] samples, int count) {
    var frames = new ArrayList<float[]>(count / STEP + 1);
    for (int i = 0; i < count; i++) {
      waiting[filled++] = samples[i] - PRE_EMPHASIS * before;
      before = samples[i];
      if (filled == WINDOW) {
        frames.add(frame());
        System.arraycopy(waiting, STEP, waiting, 0, WINDOW - STEP);
        filled = WINDOW - STEP;
      }
    }
    return frames;
  }

  private float[] frame() {
    for (int i = 0; i < WINDOW; i++) {
      windowed[i] = waiting[i] * hamming[i];
    }
    spectrum.of(windowed, power);
    for (int i = 0; i < logs.length; i++) {
      var filter = filters.get(i);
      double sum = LEAST_POWER;
      for (int j = 0; j < filter.weights.length; j++) {
        sum += power[filter.first + j] * filter.weights[j];
      }
      logs[i] = Math.log(sum);
    }
    var cepstra = new float[transform.length];
    for (int i = 0; i < cepstra.length; i++) {
      double sum = 0;
      for (int j = 0; j < logs.length; j++) {
        sum += transform[i][j] * logs[j];
      }
      cepstra[i] = (float) sum;
    }
    return cepstra;
  }
}
