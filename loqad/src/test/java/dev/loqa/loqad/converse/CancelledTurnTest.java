package dev.loqa.loqad.converse;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loqa.loqad.policy.OwnerRules;
import dev.loqa.protocol.NluRequest;
import dev.loqa.protocol.SessionId;
import dev.loqa.protocol.Subjects;
import dev.loqa.protocol.Transcript;
import dev.loqa.protocol.TtsRequest;
import dev.loqa.protocol.TurnCancel;
import dev.loqa.protocol.TurnId;
import dev.loqa.protocol.TurnReport;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// A cancel and the words that it is meant for come on two subjects, so either may be first.
@Timeout(120)
final class CancelledTurnTest {
  private static final SessionId SESSION = new SessionId("s");
  private static final TurnId TURN = new TurnId("t-heard");

  @TempDir private Path folder;
  private TalkingHouse house;
  private final BlockingQueue<TtsRequest> spoken = new LinkedBlockingQueue<>();

  @BeforeEach
  void start() {
    house = new TalkingHouse(folder, new OwnerRules(List.of(), List.of(), List.of()));
    house.voice.set(true);
    house.model.set(true);
    house.bus.subscribe(Subjects.TTS_REQUEST, d -> spoken.add(d.as(TtsRequest.class)));
  }

  @AfterEach
  void stop() {
    house.close();
  }

  private void hear(TurnId turn, String words) {
    house.bus.publish(
        new Transcript(
            SESSION,
            words,
            false,
            Instant.EPOCH,
            0.9,
            turn,
            "en",
            null,
            null,
            null,
            List.of(),
            Map.of()));
  }

  @Test
  void wordsThatComeAfterTheirCancelAreNotActedOn() throws Exception {
    house.bus.publish(new TurnCancel(SESSION, TURN, "the person says never mind"));
    try (ExpectedTurns.Expected end = house.conversations.expect(TURN, false)) {
      hear(TURN, "who painted that ceiling");

      TurnReport report = end.await(Duration.ofSeconds(60)).orElseThrow();

      assertThat(report.reply()).isEmpty();
    }
    assertThat(spoken).isEmpty();
  }

  @Test
  void wordsThatComeTwiceAreActedOnOnce() throws Exception {
    TurnId next = new TurnId("t-next");
    house.model.set(false);
    hearToTheEnd(TURN);
    spoken.clear();

    hear(TURN, "who painted that ceiling");
    hearToTheEnd(next);

    assertThat(spoken).extracting(TtsRequest::turnId).containsOnly(next);
  }

  @Test
  void whatARecognizerGaveUpMayStillBeHeard() throws Exception {
    house.model.set(false);
    house.bus.publish(
        new Transcript(
            SESSION,
            "",
            false,
            Instant.EPOCH,
            0,
            TURN,
            "en",
            null,
            null,
            null,
            List.of(),
            Map.of(),
            null,
            "the engine failed"));

    hearToTheEnd(TURN);

    assertThat(spoken).isNotEmpty();
  }

  private void hearToTheEnd(TurnId turn) throws Exception {
    try (ExpectedTurns.Expected end = house.conversations.expect(turn, false)) {
      hear(turn, "who painted that ceiling");
      assertThat(end.await(Duration.ofSeconds(60))).isPresent();
    }
  }

  @Test
  void otherTurnsOfTheSessionAreNotMeant() throws Exception {
    house.model.set(false);
    house.bus.publish(new TurnCancel(SESSION, TURN, "the person says never mind"));

    hear(new TurnId("t-next"), "who painted that ceiling");

    assertThat(spoken.poll(60, TimeUnit.SECONDS)).isNotNull();
  }

  @Test
  void aCancelOfASessionIsToldToAllWithItsTurn() throws Exception {
    BlockingQueue<TurnId> named = new LinkedBlockingQueue<>();
    house.bus.subscribe(
        Subjects.NLU_REQUEST,
        d -> {
          SessionId session = d.as(NluRequest.class).sessionId();
          house.bus.publish(new TurnCancel(session, null, "enough"));
        });
    house.bus.subscribe(
        Subjects.TURN_CANCEL,
        d -> Optional.ofNullable(d.as(TurnCancel.class).turnId()).ifPresent(named::add));

    hear(TURN, "who painted that ceiling");

    assertThat(named.poll(60, TimeUnit.SECONDS)).isEqualTo(TURN);
  }
}
