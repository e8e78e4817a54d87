package dev.loqa.loqad.metrics;

import io.opentelemetry.api.metrics.DoubleHistogram;
import io.opentelemetry.api.metrics.LongCounter;
import io.opentelemetry.api.metrics.Meter;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;

/// How much later than they should timers fire, and how many too late: by two seconds a person
/// notices. Thread-safe.
public final class TimerMetrics implements Consumer<Duration> {
  private static final List<Double> EDGES =
      List.of(10.0, 50.0, 100.0, 250.0, 500.0, 1_000.0, 2_000.0, 5_000.0, 30_000.0, 300_000.0);

  private static final Duration NOTICED = Duration.ofSeconds(2);

  private final DoubleHistogram late;
  private final LongCounter tooLate;

  public TimerMetrics(Meter meter) {
    late =
        meter
            .histogramBuilder("loqa.timer_late_ms")
            .setDescription("From the moment a timer was set for until it fired, in milliseconds.")
            .setExplicitBucketBoundariesAdvice(EDGES)
            .build();
    tooLate =
        meter
            .counterBuilder("loqa.timers_late")
            .setDescription("Timers that fired more than two seconds late.")
            .build();
    tooLate.add(0);
  }

  @Override
  public void accept(Duration by) {
    late.record((double) Math.max(0, by.toMillis()));
    if (by.compareTo(NOTICED) > 0) {
      tooLate.add(1);
    }
  }
}
