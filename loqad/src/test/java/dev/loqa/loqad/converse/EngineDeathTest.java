package dev.loqa.loqad.converse;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loqa.bus.InMemoryBus;
import dev.loqa.protocol.Bytes;
import dev.loqa.protocol.NluRequest;
import dev.loqa.protocol.NodeId;
import dev.loqa.protocol.SessionDegraded;
import dev.loqa.protocol.SessionId;
import dev.loqa.protocol.Subjects;
import dev.loqa.protocol.TtsAudio;
import dev.loqa.protocol.TtsDone;
import dev.loqa.protocol.TtsRequest;
import dev.loqa.protocol.TurnId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// The node that speaks, or the one that answers for the model, ends in the middle of its work; the
/// test plays it, step by step. Nothing here waits for a deadline of its own: the patience of the
/// turn is far longer than the test.
@Timeout(60)
class EngineDeathTest {
  private static final Duration LONG = Duration.ofMinutes(5);
  private static final SessionId SESSION = new SessionId("s");
  private static final TurnId TURN = new TurnId("t");
  private static final int RATE = 16_000;
  private static final NodeId KITCHEN = new NodeId("kitchen");
  private static final NodeId HALL = new NodeId("hall");

  private final InMemoryBus bus = new InMemoryBus();
  private final BlockingQueue<TtsRequest> asked = new LinkedBlockingQueue<>();
  private final BlockingQueue<NluRequest> prompted = new LinkedBlockingQueue<>();
  private final BlockingQueue<SessionDegraded> degraded = new LinkedBlockingQueue<>();
  private final BlockingQueue<TtsDone> done = new LinkedBlockingQueue<>();
  private final ExecutorService turn = Executors.newSingleThreadExecutor();
  private final Progress progress = new Progress();
  private final AtomicBoolean here = new AtomicBoolean(true);
  private final AtomicLong departures = new AtomicLong();
  private final Semaphore lookedFor = new Semaphore(0);
  private final List<NodeId> ranked = new CopyOnWriteArrayList<>();
  private final Nodes nodes =
      new Nodes(() -> true, this::here, departures::get, _ -> List.copyOf(ranked));

  EngineDeathTest() {
    bus.subscribe(Subjects.TTS_REQUEST, d -> asked.add(d.as(TtsRequest.class)));
    bus.subscribe(Subjects.NLU_REQUEST, d -> prompted.add(d.as(NluRequest.class)));
    bus.subscribe(Subjects.SESSION_DEGRADED, d -> degraded.add(d.as(SessionDegraded.class)));
    bus.subscribe(Subjects.TTS_DONE, d -> done.add(d.as(TtsDone.class)));
  }

  @AfterEach
  void stop() {
    turn.shutdownNow();
    bus.close();
  }

  @Test
  void aVoiceThatDiesInTheMiddleIsAskedForTheRestOnceItIsBack() throws Exception {
    AnswerVoice voice = voice();
    Future<Boolean> spoken = speak(voice, "A long answer.");
    assertThat(take(asked).skipMs()).isNull();
    sound(0, 500);
    sound(1, 250);

    dies();
    assertThat(asked.poll(200, TimeUnit.MILLISECONDS)).as("nobody is there").isNull();
    here.set(true);

    TtsRequest rest = take(asked);
    assertThat(rest.text()).isEqualTo("A long answer.");
    assertThat(rest.firstSequence()).isEqualTo(2);
    assertThat(rest.skipMs()).isEqualTo(750);
    assertThat(take(degraded).reason()).isEqualTo("the node that speaks has ended");
    last(2);
    assertThat(spoken.get()).isTrue();
    assertThat(progress.audioMs()).isEqualTo(750);
  }

  @Test
  void aVoiceThatIsAwayIsAskedWhenItIsBack() throws Exception {
    here.set(false);
    Future<Boolean> spoken = speak(voice(), "Done.");
    assertThat(asked.poll(200, TimeUnit.MILLISECONDS)).isNull();

    here.set(true);

    assertThat(take(asked).text()).isEqualTo("Done.");
    assertThat(degraded).isEmpty();
    sound(0, 100);
    last(1);
    assertThat(spoken.get()).isTrue();
  }

  @Test
  void whereAnotherVoiceIsLeftItGoesOnOnceTheSoundStops() throws Exception {
    Future<Boolean> spoken = speak(voice(), "Done.");
    take(asked);
    sound(0, 100);

    departures.incrementAndGet();

    assertThat(take(asked).skipMs()).isEqualTo(100);
    last(1);
    assertThat(spoken.get()).isTrue();
  }

  @Test
  void aVoiceThatDoesNotComeBackEndsTheAnswerAndSaysSo() throws Exception {
    Future<Boolean> spoken = speak(voice(), "Done.");
    take(asked);
    sound(0, 100);

    dies();

    TtsDone end = take(done);
    assertThat(end.completed()).isFalse();
    assertThat(end.nextSequence()).isEqualTo(2);
    assertThat(spoken.get()).isFalse();
    assertThat(take(degraded).fallback()).contains("shown");
  }

  @Test
  void aVoiceThatDiesAfterItsLastPieceIsNotAskedAgain() throws Exception {
    AnswerVoice voice = voice();
    Future<Boolean> spoken = speak(voice, "Done.");
    take(asked);
    sound(0, 100);
    progress.audio(piece(1, 0, true), System.nanoTime());

    dies();
    here.set(true);

    assertThat(spoken.get()).isTrue();
    assertThat(asked).isEmpty();
  }

  @Test
  void aModelThatDiesBeforeItsFirstWordIsAskedAgainOnceItIsBack() throws Exception {
    Future<ModelTalk.Heard> heard = listen();
    take(prompted);

    dies();
    // It is gone, and that was seen, before it is back.
    assertThat(lookedFor.tryAcquire(2, 20, TimeUnit.SECONDS)).isTrue();
    here.set(true);

    assertThat(take(prompted).prompt()).isEqualTo("why");
    assertThat(take(degraded).fallback()).isEqualTo("it is asked again");
    progress.cancel("enough");
    assertThat(heard.get().answered()).isFalse();
  }

  @Test
  void aModelThatDiesInItsAnswerIsNotWaitedFor() throws Exception {
    Future<ModelTalk.Heard> heard = listen();
    take(prompted);
    progress.model(StreamedAnswerTest.response("It is. Bec", true, null));

    dies();

    assertThat(heard.get().whole()).isFalse();
    assertThat(heard.get().said()).isEqualTo("It is.");
    assertThat(take(degraded).reason()).contains("ended");
    assertThat(prompted).isEmpty();
  }

  @Test
  void whereAnotherModelIsLeftTheAnswerIsStillWaitedFor() throws Exception {
    Future<ModelTalk.Heard> heard = listen();
    take(prompted);

    departures.incrementAndGet();
    progress.model(StreamedAnswerTest.response("It is.", false, null));

    assertThat(heard.get().whole()).isTrue();
    assertThat(degraded).isEmpty();
  }

  @Test
  void aVoiceThatWasChosenIsReplacedByTheNextOne() throws Exception {
    ranked.addAll(List.of(KITCHEN, HALL));
    BlockingQueue<TtsRequest> kitchen = requests(Subjects.ttsRequest(KITCHEN));
    BlockingQueue<TtsRequest> hall = requests(Subjects.ttsRequest(HALL));
    Future<Boolean> spoken = speak(voice(), "Done.");
    assertThat(take(kitchen).node()).isEqualTo(KITCHEN);

    departures.incrementAndGet();

    assertThat(take(hall).node()).isEqualTo(HALL);
    sound(0, 100);
    last(1);
    assertThat(spoken.get()).isTrue();
    assertThat(asked).as("whoever is free").isEmpty();
  }

  @Test
  void aModelThatWasChosenIsReplacedByTheOneThatIsLeft() throws Exception {
    ranked.addAll(List.of(KITCHEN, HALL));
    BlockingQueue<NluRequest> kitchen = new LinkedBlockingQueue<>();
    bus.subscribe(Subjects.nluRequest(KITCHEN), d -> kitchen.add(d.as(NluRequest.class)));
    Future<ModelTalk.Heard> heard = listen();
    assertThat(take(kitchen).prompt()).isEqualTo("why");

    ranked.remove(KITCHEN);
    departures.incrementAndGet();

    assertThat(take(prompted).node()).as("whoever is left").isNull();
    progress.model(StreamedAnswerTest.response("It is.", false, null));
    assertThat(heard.get().whole()).isTrue();
  }

  @Test
  void whereThereIsNoChoiceWhoeverIsFreeIsAsked() throws Exception {
    ranked.add(KITCHEN);

    Future<Boolean> spoken = speak(voice(), "Done.");

    assertThat(take(asked).node()).isNull();
    sound(0, 100);
    last(1);
    assertThat(spoken.get()).isTrue();
  }

  private BlockingQueue<TtsRequest> requests(String subject) {
    BlockingQueue<TtsRequest> requests = new LinkedBlockingQueue<>();
    bus.subscribe(subject, d -> requests.add(d.as(TtsRequest.class)));
    return requests;
  }

  private boolean here() {
    lookedFor.release();
    return here.get();
  }

  private void dies() {
    here.set(false);
    departures.incrementAndGet();
  }

  private Future<Boolean> speak(AnswerVoice voice, String words) {
    return turn.submit(() -> {
      voice.end(words);
      voice.firstSoundMillis();
      return voice.awaitSpoken();
    });
  }

  private Future<ModelTalk.Heard> listen() {
    Prompted prompt = new Prompted(bus, nodes, StreamedAnswerTest.PROMPT);
    return turn.submit(() -> {
      prompt.ask();
      return new ModelTalk(prompt, voice(), progress, "en")
          .listen(System.nanoTime() + LONG.toNanos());
    });
  }

  private AnswerVoice voice() {
    Utterance utterance =
        new Utterance(
            SESSION, TURN, "why", "en", null, null, Utterance.Path.TEXT, false, true, 1, Map.of());
    ConverseConfig patient = new ConverseConfig(LONG, LONG, LONG);
    return new AnswerVoice(bus, patient, nodes, utterance, progress, null, true);
  }

  private void sound(long sequence, int millis) {
    progress.audio(piece(sequence, millis, false), System.nanoTime());
  }

  private void last(long sequence) {
    progress.audio(piece(sequence, 0, true), System.nanoTime());
    progress.spoken(new TtsDone(SESSION, null, true, Instant.EPOCH, sequence + 1, TURN, Map.of()));
  }

  private static TtsAudio piece(long sequence, int millis, boolean last) {
    byte[] pcm = new byte[2 * RATE * millis / 1_000];
    return new TtsAudio(SESSION, null, sequence, RATE, 1, Bytes.wrap(pcm), last, TURN);
  }

  private static <T> T take(BlockingQueue<T> queue) throws InterruptedException {
    @Nullable T value = queue.poll(20, TimeUnit.SECONDS);
    assertThat(value).isNotNull();
    return Objects.requireNonNull(value);
  }
}
