package dev.loqa.bus;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loqa.base.telemetry.Telemetry;
import dev.loqa.base.telemetry.TelemetryConfig;
import dev.loqa.bus.pki.Identity;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class BusMetricsTest {
  @TempDir Path folder = Path.of("");

  @Test
  void countsWhatIsLostComesBackIsRefusedAndDropped() {
    try (Telemetry telemetry = Telemetry.start(TelemetryConfig.DEFAULT, "test", "test")) {
      BusMetrics metrics = new BusMetrics(telemetry.meter());
      List.of(
              new BusEvent.Connected("control"),
              new BusEvent.Connected("audio"),
              new BusEvent.Disconnected("control", "gone"),
              new BusEvent.Disconnected("control", "gone"),
              new BusEvent.Connected("control"),
              new BusEvent.Connected("control"),
              new BusEvent.Disconnected("audio", "gone"),
              new BusEvent.Denied("publish", "audit.x"),
              new BusEvent.SlowConsumer("audio.frame.1", 7))
          .forEach(metrics);
      metrics.hop("control", Duration.ofMillis(60));

      assertThat(value(telemetry, "loqa_bus_connected", "connection=\"control\"")).isEqualTo("1.0");
      assertThat(value(telemetry, "loqa_bus_connected", "connection=\"audio\"")).isEqualTo("0.0");
      assertThat(value(telemetry, "loqa_bus_disconnects_total", "connection=\"control\""))
          .isEqualTo("1.0");
      assertThat(value(telemetry, "loqa_bus_reconnects_total", "connection=\"control\""))
          .isEqualTo("1.0");
      assertThat(value(telemetry, "loqa_bus_reconnects_total", "connection=\"audio\""))
          .isEqualTo("0.0");
      assertThat(value(telemetry, "loqa_bus_denied_total", "operation=\"publish\""))
          .isEqualTo("1.0");
      assertThat(value(telemetry, "loqa_bus_denied_total", "operation=\"subscription\""))
          .isEqualTo("0.0");
      assertThat(value(telemetry, "loqa_bus_slow_consumers_total", "")).isEqualTo("1.0");
      assertThat(value(telemetry, "loqa_bus_hop_ms_bucket", "le=\"50.0\"")).isEqualTo("0");
      assertThat(value(telemetry, "loqa_bus_hop_ms_bucket", "le=\"100.0\"")).isEqualTo("1");
    }
  }

  @Test
  void measuresTheWayOfAMessageOnEachConnectionThatIsUp() throws Exception {
    CountDownLatch lost = new CountDownLatch(1);
    NatsServer server = NatsServer.start(NatsServerOptions.in(folder, "core"));
    BusOptions options =
        server
            .client("loqad")
            .withListener(event -> {
              if (event instanceof BusEvent.Disconnected(String which, String _)
                  && which.equals("control")) {
                lost.countDown();
              }
            });
    try (NatsBus bus = NatsBus.connect(options)) {
      assertThat(bus.hops()).containsOnlyKeys("control", "audio");
      assertThat(bus.events()).isNotNull();
      assertThat(bus.hops())
          .containsOnlyKeys("control", "audio", "bulk")
          .allSatisfy((connection, took) -> assertThat(took).isPositive());

      server.close();

      assertThat(lost.await(20, TimeUnit.SECONDS)).isTrue();
      assertThat(bus.hops()).doesNotContainKey("control");
    } finally {
      server.close();
    }
  }

  @Test
  void tellsWhenEachCertificateEndsAndLeavesOutWhatIsNone() throws IOException {
    try (NatsServer server = NatsServer.start(NatsServerOptions.in(folder, "core"))) {
      assertThat(server.client("loqad").nodeId()).isEqualTo("loqad");
      Files.writeString(folder.resolve("pki/broken.crt"), "no certificate");

      assertThat(Identity.ends(folder.resolve("pki")))
          .containsKeys("ca", "bus", "loqad")
          .doesNotContainKey("broken")
          .allSatisfy((name, end) -> assertThat(end).isAfter(Instant.now()));
      assertThat(Identity.ends(folder.resolve("nothing"))).isEmpty();
    }
  }

  private static String value(Telemetry telemetry, String name, String label) {
    return telemetry
        .scrape()
        .lines()
        .filter(line -> line.startsWith(name + "{") && line.contains(label))
        .map(line -> line.substring(line.lastIndexOf(' ') + 1))
        .findFirst()
        .orElse("no " + name);
  }
}
