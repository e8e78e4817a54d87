package dev.loqa.loqad.metrics;

import dev.loqa.bus.pki.Identity;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.metrics.Meter;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;

/// How long the certificates in loqad's folder still hold, each by the name of its file.
final class CertificateMetrics {
  private static final AttributeKey<String> CERTIFICATE = AttributeKey.stringKey("certificate");
  private static final double DAY_SECONDS = Duration.ofDays(1).toSeconds();

  private CertificateMetrics() {}

  /// Begins to tell; closing ends it.
  static AutoCloseable watch(Path pki, InstantSource clock, Meter meter) {
    return meter
        .gaugeBuilder("loqa.certificate_days_left")
        .setDescription("Days until the certificate ends; below 0 once it has.")
        .buildWithCallback(measured -> {
          Instant now = clock.instant();
          for (Map.Entry<String, Instant> one : Identity.ends(pki).entrySet()) {
            double left = Duration.between(now, one.getValue()).toSeconds() / DAY_SECONDS;
            measured.record(left, Attributes.of(CERTIFICATE, one.getKey()));
          }
        });
  }
}
