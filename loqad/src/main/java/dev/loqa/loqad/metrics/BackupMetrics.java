package dev.loqa.loqad.metrics;

import io.opentelemetry.api.metrics.Meter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;

/// How old the newest backup of the house is: `loqa backup` leaves a mark in the data folder when
/// one is whole.
final class BackupMetrics {
  /// An empty file; the time of its last change counts.
  private static final String MARK = "backed-up";

  private static final double DAY_SECONDS = Duration.ofDays(1).toSeconds();
  private static final double NONE = -1;

  private BackupMetrics() {}

  /// Begins to tell; closing ends it.
  static AutoCloseable watch(Path data, InstantSource clock, Meter meter) {
    return meter
        .gaugeBuilder("loqa.backup_age_days")
        .setDescription("Days since the last backup; -1 before the first.")
        .buildWithCallback(measured -> measured.record(age(data.resolve(MARK), clock)));
  }

  private static double age(Path mark, InstantSource clock) {
    try {
      return Files.exists(mark)
          ? Duration.between(Files.getLastModifiedTime(mark).toInstant(), clock.instant())
                  .toSeconds()
              / DAY_SECONDS
          : NONE;
    } catch (IOException e) {
      return NONE;
    }
  }
}
