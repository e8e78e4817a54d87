package dev.loqa.base.telemetry;

import dev.loqa.base.config.ConfigSection;

/// Where traces and metrics go.
///
/// @param otlpEndpoint address of an OTLP/HTTP collector; empty: nothing is sent anywhere
/// @param queueSpans spans that wait for the collector at most; further ones are dropped and
///   counted
public record TelemetryConfig(String otlpEndpoint, int queueSpans) {
  /// Nothing leaves the process.
  public static final TelemetryConfig DEFAULT = new TelemetryConfig("", 8_192);

  /// Reads the block `telemetry`.
  public static TelemetryConfig read(ConfigSection section) {
    return new TelemetryConfig(
        section.text(
            "otlp_endpoint",
            DEFAULT.otlpEndpoint,
            "Address of an OTLP/HTTP collector, as http://127.0.0.1:4318; empty: off."),
        section.integer(
            "queue_spans",
            DEFAULT.queueSpans,
            512,
            1_000_000,
            "Spans that wait for the collector at most; more are dropped and counted."));
  }
}
