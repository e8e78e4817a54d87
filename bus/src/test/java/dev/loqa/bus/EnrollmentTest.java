package dev.loqa.bus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.loqa.bus.pki.Identity;
import dev.loqa.bus.pki.NodeFolder;
import dev.loqa.bus.pki.Pki;
import dev.loqa.bus.roster.Enrollment;
import dev.loqa.bus.roster.Roster;
import dev.loqa.bus.roster.RosterException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/// Nodes of other machines come in, are renewed and are put out, on the real server.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class EnrollmentTest {
  private static final byte[] EMPTY = "{}".getBytes(StandardCharsets.UTF_8);

  private Path data;
  private NatsServer server;
  private Enrollment enrollment;

  @BeforeAll
  void start(@TempDir Path folder) {
    data = folder;
    server = NatsServer.start(NatsServerOptions.in(data.resolve("house"), "test"));
    enrollment = server.enrollment(Clock.systemUTC());
  }

  @AfterAll
  void stop() {
    server.close();
  }

  private NodeFolder node(String id) {
    return NodeFolder.of(data.resolve(id), id);
  }

  private byte[] request(String id) throws Exception {
    node(id).ask();
    return Files.readAllBytes(node(id).request());
  }

  private BusOptions enrolled(String id, String... roles) throws Exception {
    var outcome = enrollment.enroll(id, List.of(roles), List.of(), request(id));
    node(id).accept(outcome.node().certificate().getBytes(StandardCharsets.US_ASCII));
    return options(id);
  }

  private BusOptions options(String id) {
    return BusOptions.of(List.of(server.url()), Identity.in(data.resolve(id), id));
  }

  @Test
  void letsANodeInWithTheRightsOfItsRolesAndNoOthers() throws Exception {
    try (NatsBus loqad = NatsBus.connect(server.client("loqad"));
        NatsBus kitchen = NatsBus.connect(enrolled("kitchen", "stt", "tts"));
        Subscription _ =
            kitchen.subscribe("stt.open", "stt", ask -> kitchen.respondRaw(ask, EMPTY))) {
      assertThat(loqad.requestRaw("stt.open", EMPTY, Duration.ofSeconds(10)).body())
          .isEqualTo(EMPTY);
      assertThatThrownBy(() -> kitchen.subscribe("nlu.request", delivery -> {}))
          .isInstanceOf(BusException.Denied.class);
    }
    assertThat(data.resolve("house/pki/kitchen.key")).doesNotExist();
  }

  @Test
  void endsTheConnectionOfARevokedNodeAndNoOther() throws Exception {
    BlockingQueue<BusEvent> hall = new LinkedBlockingQueue<>(100);
    BlockingQueue<BusEvent> others = new LinkedBlockingQueue<>(100);
    try (NatsBus loqad = NatsBus.connect(server.client("loqad").withListener(others::add));
        NatsBus node = NatsBus.connect(enrolled("hall", "stt").withListener(hall::add))) {
      assertThat(node.denied()).isZero();
      assertThat(enrollment.revoke("hall")).isTrue();

      BusEvent event = hall.poll(10, TimeUnit.SECONDS);
      while (event != null && !(event instanceof BusEvent.Disconnected)) {
        event = hall.poll(10, TimeUnit.SECONDS);
      }
      assertThat(event).isInstanceOf(BusEvent.Disconnected.class);
      assertThatThrownBy(() -> NatsBus.connect(options("hall")))
          .isInstanceOf(BusException.Unavailable.class);
      assertThatThrownBy(() -> loqad.requestRaw("no.one", EMPTY, Duration.ofSeconds(10)))
          .isInstanceOf(BusException.NoResponders.class);
      assertThat(others).noneMatch(BusEvent.Disconnected.class::isInstance);
      assertThat(enrollment.revoke("hall")).isFalse();
    }
  }

  @Test
  void keepsTheOldCertificateOutWhenARevokedNodeComesInAgain() throws Exception {
    NatsBus.connect(enrolled("attic", "tts")).close();
    enrollment.revoke("attic");
    Path stolen = Files.move(data.resolve("attic"), data.resolve("stolen"));

    NatsBus.connect(enrolled("attic", "tts")).close();

    assertThatThrownBy(() ->
            NatsBus.connect(BusOptions.of(List.of(server.url()), Identity.in(stolen, "attic"))))
        .isInstanceOf(BusException.Unavailable.class);
  }

  @Test
  void remembersAcrossARestartOfTheServer() throws Exception {
    NatsServerOptions options = NatsServerOptions.in(data.resolve("again"), "again");
    NodeFolder node = NodeFolder.of(data.resolve("cellar"), "cellar");
    node.ask();
    try (NatsServer first = NatsServer.start(options)) {
      var in =
          first
              .enrollment(Clock.systemUTC())
              .enroll("cellar", List.of("llm"), List.of(), Files.readAllBytes(node.request()));
      node.accept(in.node().certificate().getBytes(StandardCharsets.US_ASCII));
    }
    try (NatsServer second =
        NatsServer.start(options.withRoster(Roster.in(data.resolve("again/pki"))))) {
      Identity cellar = Identity.in(data.resolve("cellar"), "cellar");
      NatsBus.connect(BusOptions.of(List.of(second.url()), cellar)).close();
    }
  }

  @Test
  void changesNothingWhenTheServerDoesNotFollow() throws Exception {
    byte[] request = request("porch");
    Path pki = data.resolve("house/pki");
    Enrollment refused =
        Enrollment.open(
            pki,
            Pki.open(pki, Clock.systemUTC()),
            List.of(),
            Clock.systemUTC(),
            roster -> {
              throw new BusException("no");
            });

    assertThatThrownBy(() -> refused.enroll("porch", List.of("stt"), List.of(), request))
        .isInstanceOf(BusException.class);

    assertThat(refused.roster().nodes()).doesNotContainKey("porch");
    assertThat(Roster.in(pki).nodes()).doesNotContainKey("porch");
  }

  @Test
  void refusesNamesOfThisMachineAndKeysOfAnother() throws Exception {
    assertThatThrownBy(
            () -> enrollment.enroll("loqad", List.of("stt"), List.of(), request("loqad")))
        .isInstanceOf(RosterException.Conflict.class)
        .hasMessageContaining("a process of this machine");
    byte[] porch = request("veranda");
    assertThatThrownBy(() -> enrollment.enroll("garage", List.of("stt"), List.of(), porch))
        .isInstanceOf(RosterException.class)
        .hasMessageContaining("for veranda, not garage");
  }
}
