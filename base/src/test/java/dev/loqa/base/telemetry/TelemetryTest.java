package dev.loqa.base.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.loqa.protocol.SessionId;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.context.Scope;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

final class TelemetryTest {
  @Test
  void theVoiceLatencyIsExportedUnderExactlyThisName() {
    try (Telemetry telemetry = Telemetry.start(TelemetryConfig.DEFAULT, "test", "test")) {
      Instruments.voiceLatencyMs(telemetry.meter())
          .record(
              210,
              Attributes.of(
                  AttributeKey.stringKey("path"),
                  "voice",
                  AttributeKey.stringKey("synthetic"),
                  "false"));

      assertThat(telemetry.scrape())
          .contains("# TYPE loqa_voice_latency_ms histogram")
          .contains("loqa_voice_latency_ms_bucket{")
          .contains("le=\"200.0\"} 0")
          .contains("le=\"250.0\"} 1")
          .contains("path=\"voice\"")
          .contains("synthetic=\"false\"")
          .doesNotContain("ms_milliseconds");
    }
  }

  @Test
  void processesOfOneNameAreToldApart() {
    try (Telemetry telemetry = Telemetry.start(TelemetryConfig.DEFAULT, "ears", "kitchen")) {
      assertThat(telemetry.scrape())
          .contains("service_instance_id=\"kitchen\"")
          .contains("service_name=\"ears\"");
    }
  }

  @Test
  void aTraceCrossesProcessesInAHeader() {
    try (Telemetry telemetry = Telemetry.start(TelemetryConfig.DEFAULT, "test", "test")) {
      Map<String, String> headers = new HashMap<>();
      Span span = telemetry.tracer().spanBuilder("turn").startSpan();
      String here;
      try (Scope scope = span.makeCurrent()) {
        assertThat(scope).isNotNull();
        here = TraceHeaders.traceId().orElseThrow();
        TraceHeaders.inject(headers::put);
      }
      try (Scope scope = TraceHeaders.extract(headers).makeCurrent()) {
        assertThat(scope).isNotNull();
        assertThat(TraceHeaders.traceId()).contains(here);
      }
      span.end();
      assertThat(headers).containsOnlyKeys("traceparent");
      assertThat(TraceHeaders.traceId()).isEmpty();
    }
  }

  @Test
  void spansThatFindTheQueueFullAreCountedAndNobodyWaits() throws Exception {
    try (SlowCollector collector = new SlowCollector();
        Telemetry telemetry = Telemetry.start(config(collector.address(), 512), "test", "test")) {
      long longest = 0;
      for (int i = 0; i < 2_000; i++) {
        long before = System.nanoTime();
        telemetry.spans().begin("turn", new SessionId("s1"), null).end();
        longest = Math.max(longest, System.nanoTime() - before);
      }

      assertThat(telemetry.scrape()).contains("loqa_spans_dropped_total{").contains("\"queue\"");
      assertThat(dropped(telemetry, "queue")).isEqualTo(2_000 - 512);
      assertThat(TimeUnit.NANOSECONDS.toMillis(longest)).isLessThan(2_000);
      collector.release();
    }
  }

  @Test
  void aDeadCollectorCostsATurnNothingAndTheEndIsSoon() throws IOException {
    Telemetry telemetry =
        Telemetry.start(config("http://127.0.0.1:" + closedPort(), 8_192), "t", "t");
    long before = System.nanoTime();
    for (int i = 0; i < 100; i++) {
      telemetry.spans().past("route", new SessionId("s1"), null, before, System.nanoTime());
    }
    long turns = System.nanoTime();
    telemetry.close();
    long closed = System.nanoTime();

    assertThat(TimeUnit.NANOSECONDS.toMillis(turns - before)).isLessThan(2_000);
    assertThat(TimeUnit.NANOSECONDS.toMillis(closed - turns)).isLessThan(6_000);
  }

  private static TelemetryConfig config(String endpoint, int spans) {
    return new TelemetryConfig(endpoint, spans);
  }

  private static long dropped(Telemetry telemetry, String reason) {
    return telemetry
        .scrape()
        .lines()
        .filter(line -> line.startsWith("loqa_spans_dropped_total"))
        .filter(line -> line.contains("reason=\"" + reason + "\""))
        .mapToLong(line -> (long) Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
        .sum();
  }

  private static int closedPort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }

  /// Takes every connection and answers none until it is released.
  private static final class SlowCollector implements AutoCloseable {
    private final CountDownLatch released = new CountDownLatch(1);
    private final HttpServer server;

    SlowCollector() throws IOException {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
      server.createContext(
          "/",
          exchange -> {
            try (exchange) {
              assertThat(released.await(20, TimeUnit.SECONDS)).isTrue();
              exchange.sendResponseHeaders(200, -1);
            } catch (InterruptedException e) {
              Thread.currentThread().interrupt();
            }
          });
      server.start();
    }

    String address() {
      return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    void release() {
      released.countDown();
    }

    @Override
    public void close() {
      release();
      server.stop(0);
    }
  }
}
