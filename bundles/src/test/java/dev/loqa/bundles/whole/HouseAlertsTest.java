package dev.loqa.bundles.whole;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loqa.bundles.Until;
import dev.loqa.bundles.observability.Observability;
import dev.loqa.bundles.observability.Receiver;
import dev.loqa.bundles.observability.WatchProgram;
import dev.loqa.bus.pki.Pki;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A real house is broken, one part after the other, until somebody hears of it through the real
/// Prometheus and Alertmanager.
@Tag("slow")
final class HouseAlertsTest {
  private static final Duration HEARD = Duration.ofMinutes(2);

  @TempDir Path folder = Path.of("");

  private final Receiver receiver = Receiver.start();

  @Test
  void whoeverBreaksAPartIsHeardOf() throws Exception {
    Path config = folder.resolve("loqa.yaml");
    try (receiver;
        Neighbours neighbours = Neighbours.start()) {
      Files.writeString(config, neighbours.config());
      String alerts = WatchProgram.freeAddress();
      try (House house =
          House.start(folder.resolve("data"), House.shipped(), "--config", config.toString())) {
        String address = WatchProgram.freeAddress();
        Path rendered = render(house, alerts, address);
        try (WatchProgram _ =
                WatchProgram.alertmanager(rendered, alerts, folder.resolve("alerts"));
            WatchProgram prometheus =
                WatchProgram.prometheus(rendered, address, folder.resolve("metrics"))) {
          house.say("turn on the kitchen light");
          house.say("who was ada lovelace");
          looked(prometheus, 15);
          assertThat(receiver.heard()).as("all is well").isEmpty();

          silencesANode(house);
          losesTheBus(house);
          delaysATimer(house);
          bringsACertificateThatEnds(house);
          losesModelAndCollector(house, neighbours);
          house.loqad().kill();
          heard("page LoqaNoData firing");
        }
      }
    }
  }

  private Path render(House house, String alerts, String address) {
    List<String> settings = new ArrayList<>(Observability.quick());
    settings.addAll(List.of(receiver.settings()));
    settings.addAll(
        List.of(
            "LOQAD_TARGET=" + house.url("").getAuthority(),
            "ALERTMANAGER_TARGET=" + alerts,
            "PROMETHEUS_TARGET=" + address,
            // A machine with much else to do is no fault of the house, and a frozen loqad is back
            // soon.
            "WAIT_NO_DATA=20s",
            "WAIT_NODE_GONE=5s",
            "WINDOW_BUS_LOOP=60s",
            "WINDOW_DEGRADED=60s",
            "WINDOW_TIMER_LATE=60s",
            "BUS_HOP_MS=1500",
            "BUS_LOSSES=1",
            "STT_BACKLOG=5",
            "DEGRADED_TURNS=0",
            "OUTBOX_EVENTS=20"));
    return Observability.render(folder.resolve("rendered"), settings.toArray(String[]::new));
  }

  private void silencesANode(House house) throws IOException {
    long ears = house.pid("stt");
    House.freeze(ears);
    heard("page LoqaNodeGone firing");
    House.thaw(ears);
    heard("page LoqaNodeGone resolved");
  }

  private void losesTheBus(House house) throws IOException {
    long bus = house.pid("nats-server");
    House.freeze(bus);
    try {
      heard("page LoqaBusLost firing");
    } finally {
      House.thaw(bus);
    }
    heard("page LoqaBusLost resolved");
    for (int i = 0; i < 2; i++) {
      long old = house.pid("nats-server");
      House.kill(old);
      Until.is("the bus is back", HEARD, () -> house.runsAnew("nats-server", old));
      Until.is("the house is ready", HEARD, () -> house.get("/readyz").statusCode() == 200);
    }
    heard("ticket LoqaBusReconnectLoop firing");
  }

  private void delaysATimer(House house) throws IOException {
    house.say("set a timer for ten seconds");
    House.freeze(house.loqad().pid());
    try {
      never(Duration.ofSeconds(13));
    } finally {
      House.thaw(house.loqad().pid());
    }
    heard("page LoqaTimerLate firing");
    house.say("stop");
  }

  private void bringsACertificateThatEnds(House house) throws IOException {
    Clock lastYear = Clock.offset(Clock.systemUTC(), Duration.ofDays(-355));
    Path pki = folder.resolve("other");
    Pki.open(pki, lastYear).node("garage");
    Files.copy(pki.resolve("garage.crt"), house.data().resolve("pki/garage.crt"));
    heard("ticket LoqaCertificateExpiring firing");
  }

  private void losesModelAndCollector(House house, Neighbours neighbours) {
    neighbours.failing();
    heard(
        "ticket LoqaTurnsDegraded firing",
        () -> !house.say("who was grace hopper").reply().isEmpty());
    heard("info LoqaSpansDropped firing");
  }

  private void heard(String alert) {
    heard(alert, () -> true);
  }

  /// Waits for it, doing something at each look.
  private void heard(String alert, BooleanSupplier meanwhile) {
    try {
      Until.is(
          "heard of " + alert,
          HEARD,
          () -> meanwhile.getAsBoolean() && receiver.heard().contains(alert));
    } catch (AssertionError e) {
      throw new AssertionError(alert + " was not heard of, but " + receiver.heard(), e);
    }
  }

  /// Lets time pass: what is waited for never comes.
  private static void never(Duration within) {
    long end = System.nanoTime() + within.toNanos();
    Until.is("time has passed", within.plusSeconds(60), () -> System.nanoTime() > end);
  }

  private static void looked(WatchProgram prometheus, int times) {
    Until.is(
        times + " looks",
        HEARD,
        () ->
            !prometheus.query("sum(count_over_time(up{job=\"loqad\"}[1h])) >= " + times).isEmpty());
  }
}
