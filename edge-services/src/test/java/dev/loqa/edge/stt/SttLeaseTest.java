package dev.loqa.edge.stt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.loqa.base.json.Json;
import dev.loqa.bus.BusException;
import dev.loqa.bus.Delivery;
import dev.loqa.bus.InMemoryBus;
import dev.loqa.protocol.NodeId;
import dev.loqa.protocol.SessionId;
import dev.loqa.protocol.SttLease;
import dev.loqa.protocol.SttOpen;
import dev.loqa.protocol.SttOpened;
import dev.loqa.protocol.Subjects;
import dev.loqa.protocol.TurnId;
import dev.loqa.protocol.Vocabulary;
import java.time.Duration;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// What a node says of the utterances that it has leased.
@Timeout(60)
final class SttLeaseTest {
  private static final NodeId NODE = new NodeId("edge-1");
  private static final SessionId SESSION = new SessionId("s-1");
  private static final TurnId TURN = new TurnId("t-1");
  private static final Duration WAIT = Duration.ofSeconds(10);

  private final InMemoryBus bus = new InMemoryBus();
  private final SttService service;

  SttLeaseTest() {
    bus.subscribe(
        Subjects.VOCABULARY_GET,
        delivery ->
            bus.respond(
                delivery, new Vocabulary("en", "v1", Json.toMap(SttServiceTest.lexicon()))));
    service = SttService.start(bus, SttConfig.defaults(NODE), new ScriptedEngine("turn on"));
  }

  @BeforeEach
  void open() throws InterruptedException {
    assertThat(service.awaitReady(WAIT.toMillis())).isTrue();
    bus.request(new SttOpen(SESSION, TURN, 16_000, null, null), WAIT);
  }

  @AfterEach
  void stop() {
    service.close();
    bus.close();
  }

  @Test
  void itSaysThatItListens() {
    assertThat(ask(SESSION, TURN).as(SttOpened.class).node()).isEqualTo(NODE);
    assertThat(ask(SESSION, null).as(SttOpened.class).node()).isEqualTo(NODE);
  }

  @Test
  void itSaysThatItDoesNotListenToWhatItNeverLeased() {
    assertThat(Json.readObject(ask(new SessionId("s-2"), TURN).body())).containsOnlyKeys("error");
    assertThat(Json.readObject(ask(SESSION, new TurnId("t-2")).body())).containsOnlyKeys("error");
  }

  @Test
  void whenItIsGoneNobodyAnswersForIt() {
    service.close();

    assertThatThrownBy(() -> ask(SESSION, TURN)).isInstanceOf(BusException.NoResponders.class);
  }

  @Test
  void itTakesWhatIsMeantForItAloneAndLetsGoOfWhatIsGivenToAnother() {
    NodeId other = new NodeId("stt-other");

    assertThat(
            bus.request(new SttOpen(SESSION, TURN, 16_000, null, null).at(NODE), WAIT)
                .as(SttOpened.class)
                .node())
        .isEqualTo(NODE);
    assertThat(ask(SESSION, TURN).as(SttOpened.class).node()).isEqualTo(NODE);

    bus.subscribe(Subjects.sttOpen(other), d -> bus.respond(d, SttOpened.watched(other)));
    bus.request(new SttOpen(SESSION, TURN, 16_000, null, null).at(other), WAIT);

    await(() -> Json.readObject(ask(SESSION, TURN).body()).containsKey("error"));
  }

  @Test
  void aRequestThatAnotherOneOvertookTakesNothingAway() {
    NodeId other = new NodeId("stt-other");
    SttOpen request = new SttOpen(SESSION, TURN, 16_000, null, null);
    bus.subscribe(Subjects.sttOpen(other), d -> bus.respond(d, SttOpened.refused("busy")));
    bus.request(request.at(NODE).attempt(2), WAIT);

    // Comes after it on the same subject, and was sent before it.
    bus.request(request.at(other).attempt(1), WAIT);
    // Read after it.
    bus.request(new SttOpen(new SessionId("s-2"), TURN, 16_000, null, null).at(NODE), WAIT);

    assertThat(ask(SESSION, TURN).as(SttOpened.class).node()).isEqualTo(NODE);
  }

  private static void await(BooleanSupplier condition) {
    long end = System.nanoTime() + WAIT.toNanos();
    while (!condition.getAsBoolean()) {
      assertThat(System.nanoTime()).isLessThan(end);
    }
  }

  private Delivery ask(SessionId session, @Nullable TurnId turn) {
    return bus.request(new SttLease(NODE, session, turn), WAIT);
  }
}
