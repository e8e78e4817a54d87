package dev.loqa.base.telemetry;

import io.opentelemetry.api.metrics.DoubleHistogram;
import io.opentelemetry.api.metrics.LongCounter;
import io.opentelemetry.api.metrics.Meter;
import java.util.List;

/// The names that dashboards and alerts rely on, and the edges of their buckets.
///
/// None has a unit: an exporter would append it to the name (`_ms_milliseconds`).
public final class Instruments {
  private static final List<Double> TURN_EDGES =
      List.of(
          25.0, 50.0, 100.0, 150.0, 200.0, 250.0, 300.0, 400.0, 600.0, 1_000.0, 2_500.0, 10_000.0);
  private static final List<Double> STAGE_EDGES =
      List.of(1.0, 2.0, 5.0, 10.0, 20.0, 50.0, 100.0, 150.0, 200.0, 250.0, 300.0, 1_000.0, 5_000.0);

  private Instruments() {}

  /// End of speech (typed turns: the text) to first audio, milliseconds; exported as
  /// `loqa_voice_latency_ms`.
  public static DoubleHistogram voiceLatencyMs(Meter meter) {
    return meter
        .histogramBuilder("loqa.voice_latency_ms")
        .setDescription(
            "End of speech, or the typed text, to the first audio of the answer, in milliseconds.")
        .setExplicitBucketBoundariesAdvice(TURN_EDGES)
        .build();
  }

  /// One stage of a turn, milliseconds; exported as `loqa_stage_latency_ms`.
  public static DoubleHistogram stageLatencyMs(Meter meter) {
    return meter
        .histogramBuilder("loqa.stage_latency_ms")
        .setDescription("One stage of a turn, in milliseconds.")
        .setExplicitBucketBoundariesAdvice(STAGE_EDGES)
        .build();
  }

  /// Spans that never reached the collector; exported as `loqa_spans_dropped_total`.
  static LongCounter spansDropped(Meter meter) {
    return meter
        .counterBuilder("loqa.spans_dropped")
        .setDescription(
            "Spans lost because too many waited (queue) or the collector took none (export).")
        .build();
  }
}
