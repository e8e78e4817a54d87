package dev.loqa.edge.satellite;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loqa.base.audio.Pcm;
import dev.loqa.bus.Bus;
import dev.loqa.bus.InMemoryBus;
import dev.loqa.protocol.NodeId;
import dev.loqa.protocol.PlacementChanged;
import dev.loqa.protocol.SessionDegraded;
import dev.loqa.protocol.SessionId;
import dev.loqa.protocol.SttOpen;
import dev.loqa.protocol.SttOpened;
import dev.loqa.protocol.Subjects;
import dev.loqa.protocol.Transcript;
import dev.loqa.protocol.TtsDone;
import dev.loqa.protocol.TurnCancel;
import dev.loqa.protocol.TurnId;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// What a person hears of a satellite whose house fails in the middle of a turn: never nothing.
@Timeout(60)
class SatelliteFailoverTest {
  private static final Duration LONG = Duration.ofSeconds(30);
  private static final Duration SHORT = Duration.ofMillis(300);
  private static final SessionId SESSION = new SessionId("s1");
  private static final TurnId TURN = new TurnId("t1");

  private final Bus bus = new InMemoryBus();
  private final ScriptedHouse house = new ScriptedHouse(bus);
  private final BlockingQueue<Pcm> played = new LinkedBlockingQueue<>();
  private final Semaphore silenced = new Semaphore(0);
  private final BlockingQueue<SessionDegraded> degraded = new LinkedBlockingQueue<>();
  private final Loudspeaker speaker =
      new Loudspeaker() {
        @Override
        public void accept(Pcm sound) {
          played.add(sound);
        }

        @Override
        public void silence() {
          silenced.release();
        }

        @Override
        public OwnSounds ownSounds() {
          return own;
        }
      };
  private volatile OwnSounds own = OwnSounds.NOTES;
  private @Nullable Satellite satellite;

  SatelliteFailoverTest() {
    bus.subscribe(Subjects.SESSION_DEGRADED, d -> degraded.add(d.as(SessionDegraded.class)));
  }

  @AfterEach
  void stop() {
    if (satellite != null) {
      satellite.close();
    }
    bus.close();
  }

  @Test
  void theDeathOfARecognizerIsNoticedWhileThePersonSpeaks() throws InterruptedException {
    house.withRecognizer().withLeases().withVoice();
    house.diesFirst = 1;

    HeardTurn turn = satellite(LONG, LONG).hear(halfASecond(), live());

    assertThat(turn.error()).isNull();
    assertThat(turn.transcript()).isEqualTo("turn on the lamp");
    assertThat(take(degraded).reason()).isEqualTo("node stt-1 is gone");
    assertThat(house.opened).hasSize(2);
    assertThat(house.frames.stream().filter(frame -> frame.sequence() == 0)).hasSize(2);
  }

  @Test
  void theRecognizersThatLoqadRanksAreAskedInItsOrderBeforeWhoeverIsFree()
      throws InterruptedException {
    house.withRecognizer().withVoice();
    NodeId gone = new NodeId("stt-gone");
    NodeId busy = new NodeId("stt-busy");
    BlockingQueue<String> asked = new LinkedBlockingQueue<>();
    bus.subscribe(
        Subjects.sttOpen(busy),
        d -> {
          asked.add(d.subject());
          bus.respondRaw(d, "{\"error\": \"busy\"}".getBytes(StandardCharsets.UTF_8));
        });
    Satellite hearing = satellite(LONG, LONG);
    place(hearing, gone, busy);

    HeardTurn turn = hearing.hear(halfASecond(), live());

    assertThat(turn.transcript()).isEqualTo("turn on the lamp");
    assertThat(take(asked)).isEqualTo("stt.open.stt-busy");
    assertThat(house.opened).hasSize(1);
  }

  @Test
  void whoeverIsBusyIsAskedAgain() {
    house.withRecognizer().withVoice();
    house.busyFirst.set(2);

    HeardTurn turn = satellite(LONG, LONG).hear(halfASecond(), live());

    assertThat(turn.transcript()).isEqualTo("turn on the lamp");
    assertThat(house.opened).extracting(SttOpen::attempt).containsExactly(3);
  }

  @Test
  void whatOneRecognizerGivesUpAnotherOneHears() throws InterruptedException {
    house.withRecognizer().withVoice();
    house.gaveUp.release(1);

    HeardTurn turn = satellite(LONG, LONG).hear(halfASecond(), live());

    assertThat(turn.error()).isNull();
    assertThat(turn.transcript()).isEqualTo("turn on the lamp");
    assertThat(take(degraded).reason()).isEqualTo("the engine failed");
  }

  @Test
  void whatEveryRecognizerGivesUpEndsWithAnApology() throws InterruptedException {
    house.withRecognizer();
    house.gaveUp.release(100);

    HeardTurn turn = satellite(LONG, LONG).hear(halfASecond(), live());

    assertThat(turn.error()).contains("gave no transcript");
    assertThat(take(played)).isEqualTo(Chime.APOLOGY);
  }

  @Test
  void aRecognizerThatHasForgottenTheUtteranceIsReplaced() throws InterruptedException {
    house.withRecognizer().withLeases().withVoice();
    house.diesFirst = 1;
    house.livesOn = true;
    house.forgets.release(2);

    HeardTurn turn = satellite(LONG, LONG).hear(halfASecond(), live());

    assertThat(turn.error()).isNull();
    assertThat(turn.transcript()).isEqualTo("turn on the lamp");
    assertThat(take(degraded).reason()).isEqualTo("node stt-1 does not listen any more");
    assertThat(house.opened).extracting(SttOpen::attempt).containsExactly(1, 2);
  }

  @Test
  void whoTakesItIsNotAskedTwice() {
    house.withRecognizer();
    NodeId kitchen = new NodeId("stt-kitchen");
    bus.subscribe(Subjects.sttOpen(kitchen), d -> bus.respond(d, SttOpened.unwatched(kitchen)));
    bus.subscribe(
        Subjects.AUDIO_FRAMES, _ -> bus.publish(new TurnCancel(SESSION, TURN, "heard enough")));
    Satellite hearing = satellite(LONG, LONG);
    place(hearing, kitchen);

    HeardTurn turn = hearing.hear(halfASecond(), live());

    assertThat(turn.error()).isEqualTo("cancelled: heard enough");
    assertThat(house.opened).isEmpty();
  }

  /// Returns when the satellite knows it.
  private void place(Satellite hearing, NodeId... nodes) {
    bus.publish(new PlacementChanged(Map.of("stt", List.of(nodes))));
    long end = System.nanoTime() + LONG.toNanos();
    while (hearing.recognizers().isEmpty()) {
      assertThat(System.nanoTime()).isLessThan(end);
    }
  }

  @Test
  void aRecognizerThatLivesIsNotReplaced() {
    house.withRecognizer().withLeases().withVoice();

    HeardTurn turn = satellite(LONG, LONG).hear(halfASecond(), live());

    assertThat(turn.error()).isNull();
    assertThat(house.opened).hasSize(1);
    assertThat(degraded).isEmpty();
  }

  @Test
  void anApologyIsPlayedAndNotOnlyWrittenDown() throws InterruptedException {
    house.withRecognizer();

    HeardTurn turn = satellite(SHORT, LONG).hear(halfASecond(), fast());

    assertThat(turn.error()).contains("no answer came");
    assertThat(take(played)).isEqualTo(Chime.APOLOGY);
  }

  @Test
  void whatTheSatelliteSaysByItselfIsInWordsWhereItHasSome() throws InterruptedException {
    Pcm moment = Pcm.silence(Duration.ofMillis(70), ScriptedHouse.VOICE_RATE_HZ);
    Pcm apology = Pcm.silence(Duration.ofMillis(90), ScriptedHouse.VOICE_RATE_HZ);
    own = new OwnSounds(moment, apology);
    house.withRecognizer();

    HeardTurn turn = satellite(SHORT, Duration.ofMillis(50)).hear(halfASecond(), fast());

    assertThat(turn.error()).contains("no answer came");
    assertThat(take(played)).isEqualTo(moment);
    assertThat(take(played)).isEqualTo(apology);
  }

  @Test
  void anAnswerThatEndsWithoutASoundIsApologisedFor() throws InterruptedException {
    house.withRecognizer();
    answers(List.of(3), false);

    HeardTurn turn = satellite(LONG, LONG).hear(halfASecond(), fast());

    assertThat(turn.error()).contains("not spoken to its end");
    assertThat(take(played)).isEqualTo(Chime.APOLOGY);
  }

  @Test
  void anAnswerThatIsCutShortEndsInAnApology() throws InterruptedException {
    house.withRecognizer();
    answers(List.of(0, 1, 2, 3), false);

    HeardTurn turn = satellite(LONG, LONG).hear(halfASecond(), fast());

    assertThat(turn.error()).contains("not spoken to its end");
    assertThat(played).hasSize(4);
    assertThat(played.stream().toList().getLast()).isEqualTo(Chime.APOLOGY);
  }

  @Test
  void aWholeAnswerEndsWithItsLastPiece() {
    house.withRecognizer();
    answers(List.of(0, 1, 2, 3), true);

    HeardTurn turn = satellite(LONG, LONG).hear(halfASecond(), fast());

    assertThat(turn.error()).isNull();
    assertThat(played).hasSize(3);
  }

  @Test
  void aSoundSaysThatTheAnswerTakesAMoment() throws InterruptedException {
    house.withRecognizer();
    Satellite hearing = satellite(LONG, Duration.ofMillis(50));
    Thread voice =
        Thread.ofVirtual()
            .start(() -> {
              Pcm first = takeOrFail(played);
              assertThat(first).isEqualTo(Chime.MOMENT);
              List.of(0, 1, 2, 3).forEach(piece -> house.speak(SESSION, TURN, null, piece));
            });

    HeardTurn turn = hearing.hear(halfASecond(), fast());
    voice.join();

    assertThat(turn.error()).isNull();
    assertThat(turn.reply().duration()).isEqualTo(Duration.ofMillis(300));
    assertThat(played).doesNotContain(Chime.APOLOGY, Chime.MOMENT);
  }

  @Test
  void aCancelThrowsAwayWhatIsNotHeardYet() throws InterruptedException {
    house.withRecognizer();
    answers(List.of(0, 1), true);
    bus.subscribe(Subjects.PLAY_STARTED, d -> bus.publish(cancel()));

    HeardTurn turn = satellite(LONG, LONG).hear(halfASecond(), fast());

    assertThat(turn.error()).isEqualTo("cancelled: enough");
    assertThat(silenced.tryAcquire(10, TimeUnit.SECONDS)).isTrue();
    assertThat(played).doesNotContain(Chime.APOLOGY);
  }

  @Test
  void aCancelAfterTheLastPieceStillSilencesTheLoudspeaker() throws InterruptedException {
    house.withRecognizer();
    answers(List.of(0, 1, 2, 3), true);
    Satellite hearing = satellite(LONG, LONG);
    assertThat(hearing.hear(halfASecond(), fast()).error()).isNull();

    bus.publish(new TurnCancel(new SessionId("another"), null, "not this one"));
    bus.publish(cancel());

    assertThat(silenced.tryAcquire(10, TimeUnit.SECONDS)).isTrue();
    assertThat(silenced.tryAcquire()).isFalse();
  }

  @Test
  void aCancelOfTheWholeSessionIsToldToTheOthersWithItsTurn() throws InterruptedException {
    house.withRecognizer();
    BlockingQueue<TurnId> named = new LinkedBlockingQueue<>();
    bus.subscribe(
        Subjects.TRANSCRIPT_PARTIAL, _ -> bus.publish(new TurnCancel(SESSION, null, "enough")));
    bus.subscribe(
        Subjects.TURN_CANCEL,
        d -> Optional.ofNullable(d.as(TurnCancel.class).turnId()).ifPresent(named::add));

    HeardTurn turn = satellite(LONG, LONG).hear(halfASecond(), live());

    assertThat(turn.error()).isEqualTo("cancelled: enough");
    assertThat(take(named)).isEqualTo(TURN);
  }

  private static TurnCancel cancel() {
    return new TurnCancel(SESSION, TURN, "enough");
  }

  /// Speaks these pieces after the words, and says whether that was all.
  private void answers(List<Integer> pieces, boolean completed) {
    bus.subscribe(
        Subjects.TRANSCRIPT_FINAL,
        d -> {
          Transcript words = d.as(Transcript.class);
          pieces.forEach(piece -> house.speak(words.sessionId(), words.turnId(), null, piece));
          bus.publish(
              new TtsDone(
                  words.sessionId(), null, completed, Instant.now(), 4L, words.turnId(), Map.of()));
        });
  }

  private Satellite satellite(Duration answerWithin, Duration patience) {
    TurnTimes times =
        new TurnTimes(
            Duration.ofMillis(20),
            Duration.ofMillis(800),
            LONG,
            LONG,
            2,
            answerWithin,
            SHORT,
            patience);
    Satellite started =
        Satellite.start(bus, new SatelliteConfig("sat-1", "kitchen", times), speaker);
    satellite = started;
    return started;
  }

  private static HearOptions live() {
    return new HearOptions(SESSION, TURN, true, null, null);
  }

  private static HearOptions fast() {
    return new HearOptions(SESSION, TURN, false, null, null);
  }

  private static Pcm halfASecond() {
    short[] samples = new short[8_000];
    for (int i = 0; i < samples.length; i++) {
      samples[i] = (short) (6_000 * Math.sin(i * 0.2));
    }
    return new Pcm(samples, 16_000);
  }

  private static <T> T takeOrFail(BlockingQueue<T> queue) {
    try {
      return take(queue);
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  private static <T> T take(BlockingQueue<T> queue) throws InterruptedException {
    @Nullable T value = queue.poll(20, TimeUnit.SECONDS);
    assertThat(value).isNotNull();
    return Objects.requireNonNull(value);
  }
}
