package dev.loqa.loqad.converse;

import dev.loqa.base.telemetry.Instruments;
import dev.loqa.protocol.Stage;
import dev.loqa.protocol.TurnReport;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.metrics.DoubleHistogram;
import io.opentelemetry.api.metrics.LongCounter;
import io.opentelemetry.api.metrics.Meter;
import java.util.Locale;

/// How many turns there were, and the latencies of those that were heard, in all and by stage.
/// Thread-safe.
final class TurnMetrics {
  private static final AttributeKey<String> PATH = AttributeKey.stringKey("path");
  private static final AttributeKey<String> SYNTHETIC = AttributeKey.stringKey("synthetic");
  private static final AttributeKey<String> END = AttributeKey.stringKey("end");
  private static final AttributeKey<String> STAGE = AttributeKey.stringKey("stage");

  private final LongCounter turns;
  private final DoubleHistogram voiceLatency;
  private final DoubleHistogram stageLatency;

  TurnMetrics(Meter meter) {
    this.turns =
        meter.counterBuilder("loqa.turns").setDescription("Turns that ended, by how.").build();
    this.voiceLatency = Instruments.voiceLatencyMs(meter);
    this.stageLatency = Instruments.stageLatencyMs(meter);
  }

  /// Counts the turn, and its latencies unless nothing of it was heard.
  ///
  /// @param end `done` or `cancelled`
  void record(TurnReport report, Utterance utterance, String end) {
    String path = utterance.path().name().toLowerCase(Locale.ROOT);
    String synthetic = Boolean.toString(utterance.synthetic());
    turns.add(1, Attributes.of(PATH, path, END, end, SYNTHETIC, synthetic));
    if (report.audioMs() <= 0) {
      return;
    }
    voiceLatency.record(report.ledger().totalMs(), Attributes.of(PATH, path, SYNTHETIC, synthetic));
    for (Stage stage : Stage.values()) {
      if (report.ledger().ms(stage) > 0) {
        stageLatency.record(
            report.ledger().ms(stage), Attributes.of(STAGE, stage.wire(), SYNTHETIC, synthetic));
      }
    }
  }
}
