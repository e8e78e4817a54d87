package dev.loqa.bench.measure;

import java.util.Arrays;
import java.util.Collection;

/// Nearest-rank percentiles: each is one of the values that were measured, never one in between.
/// Immutable.
public final class Percentiles {
  private final double[] sorted;

  private Percentiles(double[] sorted) {
    this.sorted = sorted;
  }

  /// Of at least one value.
  public static Percentiles of(double... values) {
    if (values.length == 0) {
      throw new IllegalArgumentException("nothing was measured: there are no percentiles");
    }
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    return new Percentiles(sorted);
  }

  /// Of at least one value.
  public static Percentiles of(Collection<Double> values) {
    return of(values.stream().mapToDouble(Double::doubleValue).toArray());
  }

  /// The smallest value that at least `percent` of all do not exceed; 0 < `percent` <= 100.
  public double at(double percent) {
    if (percent <= 0 || percent > 100) {
      throw new IllegalArgumentException("percentile " + percent + ": use one of 0 < p <= 100");
    }
    int rank = (int) Math.ceil(percent / 100 * sorted.length);
    return sorted[Math.max(rank, 1) - 1];
  }

  public double median() {
    return at(50);
  }

  public int count() {
    return sorted.length;
  }
}
