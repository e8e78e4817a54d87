package dev.loqa.bus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.loqa.protocol.Role;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The server is killed or turns us away in the middle of work; everything goes on by itself.
final class BusRecoveryTest {
  private static final byte[] EMPTY = "{}".getBytes(StandardCharsets.UTF_8);

  @TempDir Path data;
  private NatsServer server;

  @BeforeEach
  void start() {
    server = NatsServer.start(NatsServerOptions.in(data, "test"));
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private static <T extends BusEvent> void await(BlockingQueue<BusEvent> events, T wanted)
      throws InterruptedException {
    BusEvent event = events.poll(20, TimeUnit.SECONDS);
    while (event != null && !event.equals(wanted)) {
      event = events.poll(20, TimeUnit.SECONDS);
    }
    assertThat(event).isEqualTo(wanted);
  }

  @Test
  void goesOnAfterTheServerWasKilledInTheMiddleOfAStream() throws Exception {
    BlockingQueue<BusEvent> events = new LinkedBlockingQueue<>(1000);
    BlockingQueue<String> taken = new LinkedBlockingQueue<>(1000);
    try (NatsBus bus = NatsBus.connect(server.client("loqad").withListener(events::add));
        Subscription _ =
            bus.subscribe("test.echo", request -> bus.respondRaw(request, request.body()));
        Subscription _ =
            bus.events().consume(0, (sequence, event) -> taken.add(event.eventId().value()))) {
      String url = server.url();
      for (int i = 0; i < 5; i++) {
        bus.events().publish(BusContract.event("before-" + i, "{}"));
      }
      assertThat(taken.poll(10, TimeUnit.SECONDS)).isEqualTo("before-0");
      long killed = server.pid();
      events.clear();

      ProcessHandle.of(killed).orElseThrow().destroyForcibly();
      await(events, new BusEvent.Connected("control"));

      assertThat(server.pid()).isNotEqualTo(killed);
      assertThat(server.url()).isEqualTo(url);
      assertThat(bus.requestRaw("test.echo", EMPTY, Duration.ofSeconds(10)).body())
          .isEqualTo(EMPTY);
      publishPatiently(bus, "after");
      for (int i = 1; i < 5; i++) {
        assertThat(taken.poll(10, TimeUnit.SECONDS)).isEqualTo("before-" + i);
      }
      assertThat(taken.poll(10, TimeUnit.SECONDS)).isEqualTo("after");
      assertThat(taken).isEmpty();
    }
  }

  /// As an outbox does: the bulk connection comes back a moment after or before the control
  /// connection.
  private static void publishPatiently(NatsBus bus, String id) {
    long deadline = System.nanoTime() + Duration.ofSeconds(30).toNanos();
    while (true) {
      try {
        bus.events().publish(BusContract.event(id, "{}"));
        return;
      } catch (BusException.Unavailable e) {
        assertThat(System.nanoTime()).as("still away: %s", e.getMessage()).isLessThan(deadline);
      }
    }
  }

  @Test
  void comesBackAfterTheServerTurnedItAway() throws Exception {
    Map<String, Set<Role>> without = new LinkedHashMap<>(NatsServerOptions.ONE_MACHINE);
    without.remove("edge-stt");
    BlockingQueue<BusEvent> events = new LinkedBlockingQueue<>(1000);
    try (NatsBus loqad = NatsBus.connect(server.client("loqad"));
        NatsBus stt = NatsBus.connect(server.client("edge-stt").withListener(events::add));
        Subscription _ =
            stt.subscribe("stt.open", "stt", request -> stt.respondRaw(request, EMPTY))) {
      server.reload(NatsServerOptions.in(data, "test").withNodes(without));
      await(
          events,
          new BusEvent.Disconnected("control", "closed by jnats after the server refused it"));
      assertThatThrownBy(() -> loqad.requestRaw("stt.open", EMPTY, Duration.ofSeconds(5)))
          .isInstanceOf(BusException.NoResponders.class);
      events.clear();

      server.reload(NatsServerOptions.in(data, "test"));
      await(events, new BusEvent.Connected("control"));

      assertThat(askPatiently(loqad)).isEqualTo(EMPTY);
    }
  }

  /// The connection is reported up a moment before its subscriptions are there again.
  private static byte[] askPatiently(NatsBus bus) {
    long deadline = System.nanoTime() + Duration.ofSeconds(20).toNanos();
    while (true) {
      try {
        return bus.requestRaw("stt.open", EMPTY, Duration.ofSeconds(5)).body();
      } catch (BusException.NoResponders e) {
        assertThat(System.nanoTime()).as("still nobody: %s", e.getMessage()).isLessThan(deadline);
      }
    }
  }

  @Test
  void refusesAudioWhileTheBusIsAway() throws Exception {
    BlockingQueue<BusEvent> events = new LinkedBlockingQueue<>(1000);
    try (NatsBus bus = NatsBus.connect(server.client("loqad").withListener(events::add))) {
      server.close();
      await(events, new BusEvent.Disconnected("audio", "connection lost"));

      assertThatThrownBy(() -> bus.publishRaw("audio.frame.s1", EMPTY))
          .isInstanceOf(BusException.Unavailable.class)
          .hasMessageContaining("audio.frame.s1 was not sent");
    }
  }

  @Test
  void showsARenewedCertificateWithoutLosingSubscriptions() throws Exception {
    BlockingQueue<BusEvent> events = new LinkedBlockingQueue<>(1000);
    try (NatsBus bus = NatsBus.connect(server.client("loqad").withListener(events::add));
        Subscription _ =
            bus.subscribe("test.echo", request -> bus.respondRaw(request, request.body()))) {
      events.clear();

      bus.renewIdentity();
      await(events, new BusEvent.Connected("control"));

      assertThat(bus.requestRaw("test.echo", EMPTY, Duration.ofSeconds(10)).body())
          .isEqualTo(EMPTY);
    }
  }
}
