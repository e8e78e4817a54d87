package dev.loqa.base.telemetry;

import dev.loqa.base.life.Part;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.metrics.Meter;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.exporter.otlp.http.metrics.OtlpHttpMetricExporter;
import io.opentelemetry.exporter.otlp.http.trace.OtlpHttpSpanExporter;
import io.opentelemetry.exporter.prometheus.PrometheusMetricReader;
import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.metrics.SdkMeterProvider;
import io.opentelemetry.sdk.metrics.SdkMeterProviderBuilder;
import io.opentelemetry.sdk.metrics.export.PeriodicMetricReader;
import io.opentelemetry.sdk.resources.Resource;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.SdkTracerProviderBuilder;
import io.prometheus.metrics.expositionformats.PrometheusTextFormatWriter;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// Traces and metrics of one process.
///
/// Spans always have ids, so that a turn can be found in every log; they are sent only when an
/// endpoint is set. Metrics are read from [#scrape()]. Thread-safe; closing flushes for at most two
/// seconds.
public final class Telemetry implements Part {
  private static final String SCOPE = "dev.loqa";
  private static final int CLOSE_SECONDS = 2;

  private final SdkTracerProvider traces;
  private final SdkMeterProvider metrics;
  private final @Nullable PrometheusMetricReader prometheus;

  private Telemetry(
      SdkTracerProvider traces,
      SdkMeterProvider metrics,
      @Nullable PrometheusMetricReader prometheus) {
    this.traces = traces;
    this.metrics = metrics;
    this.prometheus = prometheus;
  }

  /// Starts the telemetry of the process `service`, whose metrics somebody scrapes.
  ///
  /// @param instance tells it from others of the same name: its node's id
  public static Telemetry start(TelemetryConfig config, String service, String instance) {
    return start(config, process(service, instance), PrometheusMetricReader.builder().build());
  }

  /// Starts the telemetry of a process that nobody scrapes: metrics go to the collector only.
  public static Telemetry unscraped(TelemetryConfig config, String service, String instance) {
    return start(config, process(service, instance), null);
  }

  private static Resource process(String service, String instance) {
    return Resource.getDefault()
        .merge(
            Resource.create(
                Attributes.of(
                    AttributeKey.stringKey("service.name"), service,
                    AttributeKey.stringKey("service.instance.id"), instance)));
  }

  private static Telemetry start(
      TelemetryConfig config, Resource process, @Nullable PrometheusMetricReader prometheus) {
    Telemetry telemetry = build(config, process, prometheus);
    ProcessMetrics.watch(telemetry.meter());
    return telemetry;
  }

  private static Telemetry build(
      TelemetryConfig config, Resource process, @Nullable PrometheusMetricReader prometheus) {
    SdkTracerProviderBuilder traces =
        SdkTracerProvider.builder().setResource(process).addSpanProcessor(new IdsOnly());
    SdkMeterProviderBuilder meters = SdkMeterProvider.builder().setResource(process);
    if (prometheus != null) {
      meters.registerMetricReader(prometheus);
    }
    if (config.otlpEndpoint().isEmpty()) {
      return new Telemetry(traces.build(), meters.build(), prometheus);
    }
    String base = config.otlpEndpoint().replaceAll("/+$", "");
    SdkMeterProvider metrics =
        meters.registerMetricReader(PeriodicMetricReader.create(metricExporter(base))).build();
    traces.addSpanProcessor(
        new SpanGate(
            OtlpHttpSpanExporter.builder().setEndpoint(base + "/v1/traces").build(),
            config.queueSpans(),
            Instruments.spansDropped(metrics.get(SCOPE))));
    return new Telemetry(traces.build(), metrics, prometheus);
  }

  /// Tries once: the next period brings the same sums, and the SDK waits for it when it closes.
  private static OtlpHttpMetricExporter metricExporter(String base) {
    return OtlpHttpMetricExporter.builder()
        .setEndpoint(base + "/v1/metrics")
        .setRetryPolicy(null)
        .setTimeout(CLOSE_SECONDS, TimeUnit.SECONDS)
        .build();
  }

  /// Opens the spans of turns.
  public Spans spans() {
    return new Spans(tracer());
  }

  public Tracer tracer() {
    return traces.get(SCOPE);
  }

  public Meter meter() {
    return metrics.get(SCOPE);
  }

  /// Every metric in Prometheus' text format; nothing when the process is not scraped.
  public String scrape() {
    if (prometheus == null) {
      return "";
    }
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try {
      PrometheusTextFormatWriter.create().write(out, prometheus.collect());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toString(StandardCharsets.UTF_8);
  }

  @Override
  public void close() {
    CompletableResultCode.ofAll(List.of(traces.shutdown(), metrics.shutdown()))
        .join(CLOSE_SECONDS, TimeUnit.SECONDS);
  }
}
