package dev.loqa.bus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.loqa.base.process.Child;
import dev.loqa.base.process.ChildSpec;
import dev.loqa.bus.pki.Identity;
import dev.loqa.bus.pki.OddCertificates;
import dev.loqa.bus.pki.Pki;
import dev.loqa.protocol.Role;
import dev.loqa.protocol.SessionId;
import dev.loqa.protocol.TtsRequest;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/// Who is let in, and what they may do there.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class BusSecurityTest {
  private static final byte[] EMPTY = "{}".getBytes(StandardCharsets.UTF_8);
  private static final TtsRequest SPEAK =
      new TtsRequest(new SessionId("s"), "hello", null, null, null, null, null, null, null);

  private Path data;
  private NatsServer server;

  @BeforeAll
  void start(@TempDir Path folder) {
    data = folder;
    server = NatsServer.start(NatsServerOptions.in(data.resolve("house"), "test"));
  }

  @AfterAll
  void stop() {
    server.close();
  }

  @Test
  void refusesAClientWithoutACertificate() {
    assertThatThrownBy(() -> NatsBus.connect(BusOptions.plain(List.of(server.url()), "loqad")))
        .isInstanceOf(BusException.Unavailable.class);
  }

  @Test
  void refusesAClientOfAnotherAuthority() {
    Identity foreign = Pki.open(data.resolve("foreign"), Clock.systemUTC()).node("loqad");
    // Only the certificate is foreign: the server itself would be trusted.
    Identity mixed =
        new Identity(
            "loqad", foreign.certificate(), foreign.key(), data.resolve("house/pki/ca.crt"));

    assertThatThrownBy(() -> NatsBus.connect(BusOptions.of(List.of(server.url()), mixed)))
        .isInstanceOf(BusException.Unavailable.class)
        .hasMessageContaining("no bus at " + server.url());
  }

  @Test
  void refusesAServerOfAnotherAuthority() {
    Identity own = server.identity("loqad");
    Pki.open(data.resolve("foreign2"), Clock.systemUTC());
    Identity distrusting =
        new Identity("loqad", own.certificate(), own.key(), data.resolve("foreign2/ca.crt"));

    assertThatThrownBy(() -> NatsBus.connect(BusOptions.of(List.of(server.url()), distrusting)))
        .isInstanceOf(BusException.Unavailable.class);
  }

  @Test
  void refusesANodeTheServerDoesNotKnow() {
    Identity unknown = Pki.open(data.resolve("house/pki"), Clock.systemUTC()).node("stranger");

    assertThatThrownBy(() -> NatsBus.connect(BusOptions.of(List.of(server.url()), unknown)))
        .isInstanceOf(BusException.Unavailable.class);
  }

  @Test
  void refusesAServerThatIsNotNamedTheBus() throws Exception {
    Path folder = data.resolve("impostor");
    Pki pki = Pki.open(folder.resolve("pki"), Clock.systemUTC());
    for (String uri : List.of("", "spiffe://loqa/node/edge-stt")) {
      Identity odd = OddCertificates.server(folder.resolve("pki"), "odd", uri);
      NatsServerOptions options = NatsServerOptions.in(folder, "impostor");
      Files.createDirectories(folder.resolve("bus"));
      Path config =
          Files.writeString(folder.resolve("bus/odd.conf"), ServerConfig.text(options, odd, -1));
      Readiness readiness = new Readiness(folder.resolve("bus/ports"));
      String program = ServerBinary.find(null, System.getenv()).path().toString();
      try (Child child =
          Child.start(
              ChildSpec.of("impostor", List.of(program, "-c", config.toString()), readiness))) {
        String url = "tls://127.0.0.1:" + readiness.await(child, Duration.ofSeconds(20)).client();

        assertThatThrownBy(() -> NatsBus.connect(BusOptions.of(List.of(url), pki.node("loqad"))))
            .isInstanceOf(BusException.Unavailable.class)
            .hasMessageContaining("not spiffe://loqa/bus");
      }
    }
  }

  @Test
  void surfacesADeniedPublish() throws Exception {
    BlockingQueue<BusEvent> events = new LinkedBlockingQueue<>(100);
    try (NatsBus stt = NatsBus.connect(server.client("edge-stt").withListener(events::add))) {
      stt.publish(SPEAK);

      BusEvent event = events.poll(10, TimeUnit.SECONDS);
      while (event != null && !(event instanceof BusEvent.Denied)) {
        event = events.poll(10, TimeUnit.SECONDS);
      }
      assertThat(event).isEqualTo(new BusEvent.Denied("publish", "tts.request"));
      assertThat(stt.denied()).isEqualTo(1);
    }
  }

  @Test
  void refusesASubscriptionBeyondTheRole() {
    try (NatsBus stt = NatsBus.connect(server.client("edge-stt"))) {
      assertThatThrownBy(() -> stt.subscribe("tts.audio.*", delivery -> {}))
          .isInstanceOf(BusException.Denied.class)
          .hasMessageContaining("edge-stt may not subscribe to tts.audio.*");
      assertThatThrownBy(() -> stt.subscribe("_INBOX.loqad.>", delivery -> {}))
          .isInstanceOf(BusException.Denied.class);
      assertThatThrownBy(() -> stt.subscribe(">", delivery -> {}))
          .isInstanceOf(BusException.Denied.class);
    }
  }

  @Test
  void letsAnEdgeAnswerTheOneWhoAsked() {
    try (NatsBus loqad = NatsBus.connect(server.client("loqad"));
        NatsBus stt = NatsBus.connect(server.client("edge-stt"));
        NatsBus satellite = NatsBus.connect(server.client("edge-satellite"));
        Subscription _ =
            stt.subscribe("stt.open", "stt", request -> stt.respondRaw(request, EMPTY))) {
      assertThat(satellite.requestRaw("stt.open", EMPTY, Duration.ofSeconds(10)).body())
          .isEqualTo(EMPTY);
      assertThat(loqad.requestRaw("stt.open", EMPTY, Duration.ofSeconds(10)).body())
          .isEqualTo(EMPTY);
      assertThatThrownBy(() -> stt.requestRaw("skill.door.unlock", EMPTY, Duration.ofMillis(500)))
          .isInstanceOf(BusException.Denied.class);
    }
  }

  @Test
  void letsANewNodeInAndAnOldOneOutWithoutLosingTheOthers() throws Exception {
    Map<String, Set<Role>> more = new LinkedHashMap<>(NatsServerOptions.ONE_MACHINE);
    more.put("bedroom", Set.of(Role.SATELLITE));
    BlockingQueue<BusEvent> events = new LinkedBlockingQueue<>(100);
    try (NatsBus loqad = NatsBus.connect(server.client("loqad").withListener(events::add))) {
      server.reload(NatsServerOptions.in(data.resolve("house"), "test").withNodes(more));
      BusOptions bedroom = server.client("bedroom");
      NatsBus.connect(bedroom).close();

      server.reload(NatsServerOptions.in(data.resolve("house"), "test"));

      assertThatThrownBy(() -> NatsBus.connect(bedroom))
          .isInstanceOf(BusException.Unavailable.class);
      assertThatThrownBy(() -> loqad.requestRaw("no.one", EMPTY, Duration.ofSeconds(10)))
          .isInstanceOf(BusException.NoResponders.class);
      assertThat(events).noneMatch(BusEvent.Disconnected.class::isInstance);
    }
  }
}
