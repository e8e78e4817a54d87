package dev.loqa.cli.replay;

import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;

/// The 50th, 95th and 99th percentile by nearest rank: each is a value that was measured.
///
/// @param count of how many values; without any, all percentiles are 0
public record Percentiles(int count, double p50, double p95, double p99) {

  public static Percentiles of(Collection<Double> values) {
    double[] sorted = values.stream().mapToDouble(Double::doubleValue).toArray();
    Arrays.sort(sorted);
    return new Percentiles(sorted.length, rank(sorted, 50), rank(sorted, 95), rank(sorted, 99));
  }

  private static double rank(double[] sorted, int percent) {
    if (sorted.length == 0) {
      return 0;
    }
    int rank = (int) Math.ceil(percent / 100.0 * sorted.length);
    return sorted[Math.max(0, rank - 1)];
  }

  /// `p50`, `p95`, `p99` in tenths of a millisecond.
  public Map<String, Object> toMap() {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("p50", tenth(p50));
    map.put("p95", tenth(p95));
    map.put("p99", tenth(p99));
    return map;
  }

  private static double tenth(double ms) {
    return Math.round(ms * 10) / 10.0;
  }
}
