package dev.loqa.edge.tts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.loqa.bus.Bus;
import dev.loqa.bus.InMemoryBus;
import dev.loqa.protocol.SessionDegraded;
import dev.loqa.protocol.SessionId;
import dev.loqa.protocol.Subjects;
import dev.loqa.protocol.TtsAudio;
import dev.loqa.protocol.TtsDone;
import dev.loqa.protocol.TtsRequest;
import dev.loqa.protocol.TurnCancel;
import dev.loqa.protocol.TurnId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class TtsServiceTest {
  /// Held speech must not be taken for a stalled engine, however slow the machine.
  private static final Duration PATIENT = Duration.ofSeconds(20);

  private final Bus bus = new InMemoryBus();
  private final ScriptedSynthesizer engine = new ScriptedSynthesizer();
  private final BlockingQueue<TtsAudio> audio = new LinkedBlockingQueue<>();
  private final BlockingQueue<TtsDone> done = new LinkedBlockingQueue<>();
  private final BlockingQueue<SessionDegraded> degraded = new LinkedBlockingQueue<>();
  private final BlockingQueue<String> original = new LinkedBlockingQueue<>();
  private final AtomicReference<TtsService> running =
      new AtomicReference<>(TtsService.start(bus, engine, limits(2, PATIENT)));

  TtsServiceTest() {
    bus.subscribe(Subjects.TTS_AUDIO, d -> audio.add(d.as(TtsAudio.class)));
    bus.subscribe(Subjects.TTS_AUDIO_V1, d -> original.add(d.subject()));
    bus.subscribe(Subjects.TTS_DONE, d -> done.add(d.as(TtsDone.class)));
    bus.subscribe(Subjects.SESSION_DEGRADED, d -> degraded.add(d.as(SessionDegraded.class)));
  }

  @AfterEach
  void stop() {
    running.get().close();
    bus.close();
  }

  @Test
  void anAnswerIsPiecesInOrderTheLastOneFinalAndThenDone() throws InterruptedException {
    bus.publish(request("s1", "t1", "one two three"));

    TtsDone end = take(done);
    List<TtsAudio> pieces = pieces("s1", 1);

    assertThat(end.completed()).isTrue();
    assertThat(end.turnId()).isEqualTo(new TurnId("t1"));
    assertThat(end.stageMs()).containsOnlyKeys("tts");
    assertThat(end.stageMs().get("tts")).isPositive();
    assertThat(pieces).extracting(TtsAudio::sequence).containsExactly(0L, 1L, 2L, 3L);
    assertThat(pieces).extracting(TtsAudio::isFinal).containsExactly(false, false, false, true);
    assertThat(pieces).allMatch(p -> p.sampleRate() == 16_000 && p.channels() == 1);
    assertThat(take(original)).isEqualTo("tts.audio");
  }

  @Test
  void anAnswerInPartsIsOneAnswerWhosePiecesCountOn() throws InterruptedException {
    bus.publish(part("one two", null, true));
    TtsDone first = take(done);
    assertThat(first.completed()).isTrue();
    assertThat(first.nextSequence()).isEqualTo(2);

    bus.publish(part("three", first.nextSequence(), true));
    TtsDone second = take(done);
    bus.publish(part("", second.nextSequence(), false));

    assertThat(take(done).nextSequence()).isEqualTo(4);
    List<TtsAudio> pieces = pieces("s1", 1);
    assertThat(pieces).extracting(TtsAudio::sequence).containsExactly(0L, 1L, 2L, 3L);
    assertThat(pieces).extracting(TtsAudio::isFinal).containsExactly(false, false, false, true);
  }

  @Test
  void whatAnotherVoiceHadSentIsLeftOut() throws InterruptedException {
    // Each word is 100 ms of sound.
    bus.publish(request("s1", "t1", "one two three four").rest(5, 250));

    assertThat(take(done).nextSequence()).isEqualTo(8);
    List<TtsAudio> pieces = pieces("s1", 1);
    assertThat(pieces).extracting(TtsAudio::sequence).containsExactly(5L, 6L, 7L);
    assertThat(pieces).extracting(piece -> piece.pcm().length()).containsExactly(1_600, 3_200, 0);
  }

  @Test
  void aTextThatComesAfterItsCancelIsNotSpoken() throws InterruptedException {
    bus.publish(request("s1", "t1", "one"));
    assertThat(take(done).completed()).isTrue();
    bus.publish(new TurnCancel(new SessionId("s1"), new TurnId("t1"), "barge-in"));
    // The same subscription has seen the cancel once this one is refused.
    engine.pieces.drainPermits();
    bus.publish(request("s1", "t2", "two"));
    bus.publish(new TurnCancel(new SessionId("s1"), new TurnId("t2"), "barge-in"));
    assertThat(take(done)).matches(d -> !d.completed() && new TurnId("t2").equals(d.turnId()));

    bus.publish(part("more", 2L, false));

    assertThat(take(done)).matches(d -> !d.completed() && new TurnId("t1").equals(d.turnId()));
  }

  @Test
  void anEmptyTextEndsAtOnce() throws InterruptedException {
    bus.publish(request("s1", "t1", " \u0007 \n"));

    assertThat(take(done).completed()).isTrue();
    assertThat(pieces("s1", 1)).singleElement().matches(TtsAudio::isFinal);
    assertThat(degraded).isEmpty();
  }

  @Test
  void aTextOverTheLimitIsCutAndSaysSo() throws InterruptedException {
    bus.publish(request("s1", "t1", "word ".repeat(40_000)));

    assertThat(take(done).completed()).isTrue();
    assertThat(take(degraded))
        .matches(d -> d.stage().equals("tts"))
        .extracting(SessionDegraded::reason)
        .asString()
        .contains("200000", "60");
    assertThat(pieces("s1", 1)).hasSize(13);
  }

  @Test
  void aCancelStopsTheTurnThatSpeaksAndThoseThatWait() throws InterruptedException {
    engine.pieces.drainPermits();
    engine.pieces.release(2);
    bus.publish(request("s1", "t1", "one two three four five six"));
    take(audio);
    take(audio);
    bus.publish(request("s1", "t1", "more"));
    bus.publish(request("s1", "t2", "another"));

    bus.publish(new TurnCancel(new SessionId("s1"), new TurnId("t1"), "barge-in"));

    assertThat(List.of(take(done), take(done)))
        .allMatch(d -> !d.completed() && new TurnId("t1").equals(d.turnId()));
    engine.pieces.release(10);
    assertThat(take(done)).matches(d -> d.completed() && new TurnId("t2").equals(d.turnId()));
    assertThat(degraded).isEmpty();
  }

  @Test
  void twoSessionsSpeakAtOnceAndOneSessionOneAfterTheOther() throws InterruptedException {
    engine.pieces.drainPermits();
    bus.publish(request("s1", "t1", "one two"));
    bus.publish(request("s1", "t2", "three"));
    bus.publish(request("s2", "t3", "four"));
    engine.pieces.release(4);

    List<TtsDone> ends = List.of(take(done), take(done), take(done));

    assertThat(ends).allMatch(TtsDone::completed);
    assertThat(ends.stream().filter(d -> d.sessionId().value().equals("s1")).toList())
        .extracting(TtsDone::turnId)
        .containsExactly(new TurnId("t1"), new TurnId("t2"));
    assertThat(pieces("s1", 2)).extracting(TtsAudio::sequence).containsExactly(0L, 1L, 2L, 0L, 1L);
  }

  @Test
  void whatIsUrgentIsSpokenFirst() throws InterruptedException {
    restart(limits(1, PATIENT));
    speaksAndHolds("s1", "t1");
    bus.publish(withPriority("s2", "later", 0));
    bus.publish(withPriority("s3", "urgent", 9));
    awaitDepth(3);

    engine.pieces.release(3);

    assertThat(List.of(take(done), take(done), take(done)))
        .extracting(end -> end.sessionId().value())
        .containsExactly("s1", "s3", "s2");
  }

  @Test
  void aFullQueueRefusesInWordsAndStillEnds() throws InterruptedException {
    speaksAndHolds("s1", "t0");
    for (int i = 1; i < 4; i++) {
      bus.publish(request("s1", "t" + i, "one"));
    }

    TtsDone refused = take(done);

    assertThat(refused.completed()).isFalse();
    assertThat(refused.turnId()).isEqualTo(new TurnId("t3"));
    assertThat(take(degraded).reason()).contains("2 texts of this session wait");
    engine.pieces.release(10);
    assertThat(List.of(take(done), take(done), take(done))).allMatch(TtsDone::completed);
  }

  @Test
  void anEngineThatFailsIsReportedAndTheNextTextIsSpoken() throws InterruptedException {
    bus.publish(request("s1", "t1", "one fail two"));
    bus.publish(request("s1", "t2", "fine"));

    assertThat(take(done).completed()).isFalse();
    assertThat(take(degraded))
        .matches(d -> d.reason().contains("fell over") && d.fallback().contains("text"));
    assertThat(take(done).completed()).isTrue();
  }

  @Test
  void anEngineThatGoesSilentIsGivenUp() throws InterruptedException {
    restart(limits(2, Duration.ofMillis(300)));
    bus.publish(request("s1", "t1", "one stuck"));

    assertThat(take(done).completed()).isFalse();
    assertThat(take(degraded).reason()).contains("scripted", "no sound for 300 ms");
  }

  @Test
  void closingEndsEverythingThatWaitsAndTheEngineAndMayBeRepeated() throws InterruptedException {
    engine.pieces.drainPermits();
    bus.publish(request("s1", "t1", "one"));
    bus.publish(request("s1", "t2", "two"));
    awaitDepth(2);

    running.get().close();
    running.get().close();

    assertThat(List.of(take(done), take(done))).noneMatch(TtsDone::completed);
    assertThat(engine.closed.await(0, TimeUnit.SECONDS)).isTrue();
    assertThat(running.get().queueDepth()).isZero();
  }

  @Test
  void limitsOutOfRangeAreRefusedByName() {
    assertThatThrownBy(() ->
            new TtsConfig(0, 2, 2, 3, Duration.ofSeconds(1), Duration.ofSeconds(1), "en", false))
        .isInstanceOf(TtsException.class)
        .hasMessage("tts.max_chars is 0: use 1 to 20000");
  }

  private static TtsConfig limits(int workers, Duration stall) {
    return new TtsConfig(60, workers, 2, 3, stall, Duration.ofSeconds(20), "en", true);
  }

  private void restart(TtsConfig limits) {
    running.get().close();
    running.set(TtsService.start(bus, engine, limits));
  }

  /// A text whose first piece is out, so that it waits no more, and whose second is held back.
  private void speaksAndHolds(String session, String turn) throws InterruptedException {
    engine.pieces.drainPermits();
    engine.pieces.release(1);
    bus.publish(request(session, turn, "one two"));
    take(audio);
  }

  private void awaitDepth(int depth) {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
    while (running.get().queueDepth() != depth && System.nanoTime() < deadline) {
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(1));
    }
    assertThat(running.get().queueDepth()).isEqualTo(depth);
  }

  /// The pieces of a session's texts, as many as are named, each with its last one.
  private List<TtsAudio> pieces(String session, int texts) throws InterruptedException {
    List<TtsAudio> pieces = new ArrayList<>();
    int ended = 0;
    while (ended < texts) {
      TtsAudio piece = take(audio);
      if (piece.sessionId().value().equals(session)) {
        pieces.add(piece);
        ended += piece.isFinal() ? 1 : 0;
      }
    }
    return pieces;
  }

  private static <T> T take(BlockingQueue<T> queue) throws InterruptedException {
    @Nullable T message = queue.poll(10, TimeUnit.SECONDS);
    assertThat(message).isNotNull();
    return Objects.requireNonNull(message);
  }

  private static TtsRequest request(String session, String turn, String text) {
    return new TtsRequest(
        new SessionId(session), text, null, null, null, "en", null, null, new TurnId(turn));
  }

  private static TtsRequest part(String text, @Nullable Long first, boolean more) {
    return new TtsRequest(
        new SessionId("s1"),
        text,
        null,
        null,
        null,
        "en",
        null,
        null,
        first,
        null,
        more,
        new TurnId("t1"));
  }

  private static TtsRequest withPriority(String session, String text, int priority) {
    return new TtsRequest(
        new SessionId(session), text, null, null, null, "en", priority, null, null);
  }
}
