package dev.loqa.bench.store;

import com.sun.management.OperatingSystemMXBean;
import dev.loqa.bench.measure.Percentiles;
import java.lang.management.ManagementFactory;
import java.util.List;

/// What a run took: time on the wall, and on the processor, which a busy machine disturbs less.
record Took(long wallNanos, long processorNanos) {
  private static final OperatingSystemMXBean SYSTEM =
      ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);

  /// Now, on both clocks; take the difference of two.
  static Took now() {
    return new Took(System.nanoTime(), SYSTEM.getProcessCpuTime());
  }

  Took since(Took start) {
    return new Took(wallNanos - start.wallNanos, processorNanos - start.processorNanos);
  }

  /// Of each the median.
  static Took median(List<Took> runs) {
    return new Took(
        middle(runs.stream().map(Took::wallNanos).toList()),
        middle(runs.stream().map(Took::processorNanos).toList()));
  }

  private static long middle(List<Long> values) {
    return (long) Percentiles.of(values.stream().map(Long::doubleValue).toList()).median();
  }

  static double load() {
    return SYSTEM.getSystemLoadAverage();
  }
}
