package dev.loqa.loqad.nodes;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loqa.bus.InMemoryBus;
import dev.loqa.protocol.Message;
import dev.loqa.protocol.NodeAnnounce;
import dev.loqa.protocol.NodeHeartbeat;
import dev.loqa.protocol.NodeId;
import dev.loqa.protocol.Subjects;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class NodeRegistryTest {
  private static final NodeId EARS = new NodeId("edge-stt");

  private final AtomicLong nanos = new AtomicLong(1_000);
  private InMemoryBus bus;
  private NodeRegistry nodes;

  @BeforeEach
  void start() {
    bus = new InMemoryBus();
    nodes = new NodeRegistry(bus, nanos::get);
  }

  @AfterEach
  void stop() {
    nodes.close();
    bus.close();
  }

  private void announce(NodeId id, String role, String... capabilities) throws Exception {
    sent(Subjects.NODE_ANNOUNCE, new NodeAnnounce(id, role, List.of(capabilities), "1"));
  }

  private void beat(NodeId id, String role, String... capabilities) throws Exception {
    sent(
        Subjects.NODE_HEARTBEATS,
        new NodeHeartbeat(
            id, role, List.of(capabilities), 0, 0, 0, 0, List.of(role), 0, Instant.EPOCH));
  }

  /// Returns when the registry has heard it: a subscription hears in the order of sending, so each
  /// message is followed by one that the registry knows and this test sees the effect of.
  private void sent(String subject, Message message) throws Exception {
    NodeId mark = new NodeId("mark-" + nanos.incrementAndGet());
    bus.publish(message);
    bus.publish(
        subject.equals(Subjects.NODE_ANNOUNCE)
            ? new NodeAnnounce(mark, mark.value(), List.of(), "1")
            : new NodeHeartbeat(
                mark, mark.value(), List.of(), 0, 0, 0, 0, List.of(), 0, Instant.EPOCH));
    assertThat(nodes.await(List.of(mark.value()), Duration.ofSeconds(20))).isTrue();
  }

  private void later(Duration time) {
    nanos.addAndGet(time.toNanos());
  }

  @Test
  void losesANodeThatIsSilentForTooLong() throws Exception {
    beat(EARS, "stt", "stt.whisper");
    assertThat(nodes.present("stt")).isTrue();
    later(NodeRegistry.SILENCE.minusMillis(1));
    assertThat(nodes.present("stt")).isTrue();
    later(Duration.ofMillis(2));
    assertThat(nodes.present("stt")).isFalse();
    assertThat(nodes.offers("stt.whisper")).isFalse();
  }

  @Test
  void countsANodeAsDepartedThatIsBackBeforeAnybodyMissedIt() throws Exception {
    started(EARS, Instant.EPOCH);
    started(EARS, Instant.EPOCH);
    NodeRegistry.Watch watch = nodes.watch("stt");
    assertThat(watch.lost()).isFalse();

    started(EARS, Instant.EPOCH.plusSeconds(1));

    assertThat(watch.lost()).isTrue();
    assertThat(nodes.departures("stt")).isEqualTo(1);
  }

  @Test
  void countsANodeOnceWhoseEndWasSeen() throws Exception {
    started(EARS, Instant.EPOCH);
    nodes.ended(EARS);
    started(EARS, Instant.EPOCH.plusSeconds(1));

    assertThat(nodes.departures("stt")).isEqualTo(1);
  }

  private void started(NodeId id, Instant at) throws Exception {
    sent(Subjects.NODE_ANNOUNCE, new NodeAnnounce(id, "stt", List.of(), "1", at));
  }

  @Test
  void countsANodeThatFallsSilentAsDepartedOnceEachTime() throws Exception {
    beat(EARS, "stt");
    nodes.countSilent();
    assertThat(nodes.departures("stt")).isZero();
    later(NodeRegistry.SILENCE.plusMillis(1));
    nodes.countSilent();
    nodes.countSilent();
    assertThat(nodes.departures("stt")).isEqualTo(1);
    beat(EARS, "stt");
    nodes.countSilent();
    later(NodeRegistry.SILENCE.plusMillis(1));
    nodes.countSilent();
    assertThat(nodes.departures("stt")).isEqualTo(2);
  }

  @Test
  void losesANodeWhoseProcessEndedAtOnceAndWithAllItOffered() throws Exception {
    announce(EARS, "stt", "stt.whisper");
    nodes.ended(EARS);
    assertThat(nodes.present("stt")).isFalse();
    assertThat(nodes.offers("stt.whisper")).isFalse();
    assertThat(nodes.nodes())
        .filteredOn(node -> node.id().equals(EARS))
        .allMatch(node -> !node.present() && node.capabilities().isEmpty());
  }

  @Test
  void takesALateHeartbeatOfAnEndedNodeForNoLife() throws Exception {
    announce(EARS, "stt", "stt.whisper");
    nodes.ended(EARS);
    beat(EARS, "stt", "stt.whisper");
    assertThat(nodes.present("stt")).isFalse();
    announce(EARS, "stt", "stt.pocketsphinx");
    assertThat(nodes.present("stt")).isTrue();
    assertThat(nodes.offers("stt.pocketsphinx")).isTrue();
    later(NodeRegistry.SILENCE.minusSeconds(1));
    beat(EARS, "stt", "stt.pocketsphinx");
    later(NodeRegistry.SILENCE.minusSeconds(1));
    assertThat(nodes.present("stt")).isTrue();
  }

  @Test
  void keepsWhatAHeartbeatToldWhenTheNodeAnnouncesItselfAgain() throws Exception {
    beat(EARS, "stt");
    announce(EARS, "stt");
    assertThat(nodes.nodes())
        .filteredOn(node -> node.id().equals(EARS))
        .allMatch(node -> node.heartbeat() != null);
    nodes.ended(EARS);
    announce(EARS, "stt");
    assertThat(nodes.nodes())
        .filteredOn(node -> node.id().equals(EARS))
        .allMatch(node -> node.heartbeat() == null);
  }

  @Test
  void knowsThatAnEndedNodeWasHereLately() throws Exception {
    announce(EARS, "stt");
    nodes.ended(EARS);
    assertThat(nodes.lately("stt")).isTrue();
    later(NodeRegistry.SILENCE.plusMillis(1));
    assertThat(nodes.lately("stt")).isFalse();
  }

  @Test
  void countsANodeOfSeveralServicesForEach() throws Exception {
    NodeId attic = new NodeId("attic");
    beat(attic, "stt+tts");
    assertThat(List.of("stt", "tts")).allMatch(nodes::present);
    assertThat(nodes.present("llm")).isFalse();
    NodeRegistry.Watch watch = nodes.watch("tts");
    nodes.ended(attic);
    assertThat(watch.lost()).isTrue();
  }

  @Test
  void forgetsNothingOfANodeThatWasNeverHeard() {
    nodes.ended(EARS);
    assertThat(nodes.nodes()).isEmpty();
  }

  @Test
  void tellsAWatchThatANodeEndedThoughItIsBack() throws Exception {
    announce(EARS, "stt");
    NodeRegistry.Watch watch = nodes.watch("stt");
    assertThat(watch.lost()).isFalse();
    nodes.ended(EARS);
    announce(EARS, "stt");
    assertThat(watch.lost()).isTrue();
    assertThat(nodes.watch("stt").lost()).isFalse();
  }

  @Test
  void tellsAWatchThatANodeFellSilent() throws Exception {
    beat(EARS, "stt");
    NodeRegistry.Watch watch = nodes.watch("stt");
    assertThat(watch.lost()).isFalse();
    later(NodeRegistry.SILENCE.plusMillis(1));
    assertThat(watch.lost()).isTrue();
  }

  @Test
  void letsAWatchWaitForANodeThatHasJustStarted() throws Exception {
    NodeRegistry.Watch watch = nodes.watch("stt");
    assertThat(watch.lost()).isFalse();
    later(NodeRegistry.SILENCE.plusMillis(1));
    assertThat(watch.lost()).isTrue();
  }
}
