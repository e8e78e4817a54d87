package dev.loqa.loqad.metrics;

import dev.loqa.bus.Bus;
import dev.loqa.bus.Subscription;
import dev.loqa.protocol.SessionDegraded;
import dev.loqa.protocol.Stage;
import dev.loqa.protocol.Subjects;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.metrics.LongCounter;
import io.opentelemetry.api.metrics.Meter;
import java.util.Arrays;

/// How often a stage of a turn could not do its part. What is not named as a stage of ours counts
/// as `other`, so that nobody can fill the memory with names.
final class DegradationMetrics {
  private static final AttributeKey<String> STAGE = AttributeKey.stringKey("stage");

  private DegradationMetrics() {}

  /// Begins to count; closing ends it.
  static Subscription watch(Bus bus, Meter meter) {
    LongCounter degraded =
        meter
            .counterBuilder("loqa.degradations")
            .setDescription("How often a stage could not do its part in a turn.")
            .build();
    for (Stage stage : Stage.values()) {
      degraded.add(0, Attributes.of(STAGE, stage.wire()));
    }
    return bus.subscribe(
        Subjects.SESSION_DEGRADED,
        delivery ->
            degraded.add(
                1, Attributes.of(STAGE, stage(delivery.as(SessionDegraded.class).stage()))));
  }

  private static String stage(String named) {
    return Arrays.stream(Stage.values())
        .map(Stage::wire)
        .filter(named::equals)
        .findFirst()
        .orElse("other");
  }
}
