package dev.loqa.edge.stt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.loqa.base.json.Json;
import dev.loqa.bus.Delivery;
import dev.loqa.bus.InMemoryBus;
import dev.loqa.protocol.AudioFrame;
import dev.loqa.protocol.Bytes;
import dev.loqa.protocol.NodeId;
import dev.loqa.protocol.SessionDegraded;
import dev.loqa.protocol.SessionId;
import dev.loqa.protocol.SessionPrivate;
import dev.loqa.protocol.SttOpen;
import dev.loqa.protocol.SttOpened;
import dev.loqa.protocol.Subjects;
import dev.loqa.protocol.Transcript;
import dev.loqa.protocol.TurnCancel;
import dev.loqa.protocol.TurnId;
import dev.loqa.protocol.Vocabulary;
import dev.loqa.understanding.IntentSpec;
import dev.loqa.understanding.Lexicon;
import dev.loqa.understanding.ListValue;
import dev.loqa.understanding.SlotSpec;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// The service over a bus, with an engine whose words are known beforehand.
final class SttServiceTest {
  private static final NodeId NODE = new NodeId("edge-1");
  private static final SessionId SESSION = new SessionId("s-1");
  private static final TurnId TURN = new TurnId("t-1");
  static final int FRAME = 320;
  private static final Duration WAIT = Duration.ofSeconds(10);

  private final InMemoryBus bus = new InMemoryBus();
  private final ScriptedEngine engine = new ScriptedEngine("turn on the kitchen lamp");
  private final BlockingQueue<Transcript> partials = new ArrayBlockingQueue<>(1000);
  private final BlockingQueue<Transcript> finals = new ArrayBlockingQueue<>(1000);
  private final BlockingQueue<SessionDegraded> degraded = new ArrayBlockingQueue<>(1000);
  private @Nullable SttService service;

  static Lexicon lexicon() {
    return Lexicon.english(
        List.of(
            new IntentSpec(
                "home.turn_on",
                List.of("turn on [the] {thing}"),
                Map.of("thing", new SlotSpec("list", true, null, "things")))),
        Map.of(
            "things",
            List.of(
                new ListValue("kitchen lamp", "lamp.kitchen"),
                new ListValue("hallway light", "light.hallway"))));
  }

  @BeforeEach
  void start() throws InterruptedException {
    bus.subscribe(
        Subjects.VOCABULARY_GET,
        delivery -> bus.respond(delivery, new Vocabulary("en", "v1", Json.toMap(lexicon()))));
    bus.subscribe(
        Subjects.TRANSCRIPT_PARTIAL, delivery -> partials.add(delivery.as(Transcript.class)));
    bus.subscribe(Subjects.TRANSCRIPT_FINAL, delivery -> finals.add(delivery.as(Transcript.class)));
    bus.subscribe(
        Subjects.SESSION_DEGRADED, delivery -> degraded.add(delivery.as(SessionDegraded.class)));
    service = SttService.start(bus, SttConfig.defaults(NODE), engine);
    assertThat(service.awaitReady(WAIT.toMillis())).isTrue();
  }

  @AfterEach
  void stop() {
    if (service != null) {
      service.close();
    }
    bus.close();
  }

  private Delivery ask(SessionId session, int rate) {
    return bus.request(new SttOpen(session, TURN, rate, "kitchen", "anna"), WAIT);
  }

  private void open() {
    assertThat(ask(SESSION, 16_000).as(SttOpened.class).node()).isEqualTo(NODE);
  }

  static AudioFrame frame(SessionId session, long sequence, short[] sound, boolean last) {
    return frame(session, sequence, sound, last, 16_000);
  }

  private static AudioFrame frame(
      SessionId session, long sequence, short[] sound, boolean last, int rate) {
    int from = (int) Math.min(sound.length, sequence * FRAME);
    int count = Math.min(FRAME, sound.length - from);
    var bytes = ByteBuffer.allocate(2 * count).order(ByteOrder.LITTLE_ENDIAN);
    bytes.asShortBuffer().put(sound, from, count);
    return new AudioFrame(session, sequence, rate, 1, Bytes.wrap(bytes.array()), last);
  }

  private void send(short[] sound) {
    for (long sequence = 0; sequence * FRAME < sound.length; sequence++) {
      bus.publish(frame(SESSION, sequence, sound, false));
    }
  }

  static short[] command() {
    return Sounds.join(
        Sounds.noise(200, 10, 1), Sounds.tone(1000, 4000), Sounds.noise(1500, 10, 2));
  }

  private Transcript lastWords() throws InterruptedException {
    var result = finals.poll(WAIT.toMillis(), TimeUnit.MILLISECONDS);
    if (result == null) {
      throw new AssertionError("no final transcript came; degraded: " + degraded);
    }
    return result;
  }

  private static <T> T present(@Nullable T value) {
    if (value == null) {
      throw new AssertionError("nothing there");
    }
    return value;
  }

  @Test
  void turnsFramesIntoATranscript() throws InterruptedException {
    open();
    send(command());

    var heard = lastWords();
    assertThat(heard.text()).isEqualTo("turn on the kitchen lamp");
    assertThat(heard.partial()).isFalse();
    assertThat(heard.turnId()).isEqualTo(TURN);
    assertThat(heard.room()).isEqualTo("kitchen");
    assertThat(heard.speaker()).isEqualTo("anna");
    assertThat(heard.language()).isEqualTo("en");
    assertThat(heard.confidence()).isEqualTo(0.9);
    assertThat(heard.alternatives()).containsExactly("another reading");
    assertThat(heard.stageMs()).containsOnlyKeys("endpoint", "stt");
    var end = present(heard.speechEnd());
    assertThat(end.sequence() * 20 + end.offsetMs()).isCloseTo(1200, within(60.0));
    var partial = partials.poll(WAIT.toMillis(), TimeUnit.MILLISECONDS);
    assertThat(partial).isNotNull();
    assertThat(partial.text()).isEqualTo("turn on the kitchen lamp");
    assertThat(partial.partial()).isTrue();
    assertThat(partial.stableWords()).isBetween(0, 5);
  }

  @Test
  @Timeout(60)
  void publishesNothingBeforeTheEndOfWhatMayBeAPin() throws InterruptedException {
    bus.publish(new SessionPrivate(SESSION, 60));
    while (!present(service).keepsQuiet(SESSION)) {
      Thread.onSpinWait();
    }
    open();
    send(command());

    assertThat(lastWords().text()).isEqualTo("turn on the kitchen lamp");
    assertThat(partials).isEmpty();
  }

  @Test
  void endsATurnInWhichNobodySpoke() throws InterruptedException {
    open();
    send(Sounds.noise(6000, 10, 1));

    var heard = lastWords();
    assertThat(heard.text()).isEmpty();
    assertThat(heard.confidence()).isZero();
    assertThat(heard.speechEnd()).isNull();
  }

  @Test
  void endsAtTheFinalFrame() throws InterruptedException {
    open();
    var sound = Sounds.join(Sounds.noise(200, 10, 1), Sounds.tone(800, 4000));
    int last = sound.length / FRAME - 1;
    for (long sequence = 0; sequence <= last; sequence++) {
      bus.publish(frame(SESSION, sequence, sound, sequence == last));
    }
    assertThat(lastWords().text()).isEqualTo("turn on the kitchen lamp");
  }

  @Test
  void refusesAnotherRateInOneUtterance() throws InterruptedException {
    open();
    var sound = command();
    bus.publish(frame(SESSION, 0, sound, false));
    bus.publish(frame(SESSION, 1, sound, false, 8_000));

    var last = lastWords();
    assertThat(last.text()).isEmpty();
    var fault = degraded.poll(WAIT.toMillis(), TimeUnit.MILLISECONDS);
    assertThat(fault).isNotNull();
    assertThat(last.fault()).isEqualTo(fault.reason());
    assertThat(fault.reason()).contains("8000 Hz").contains("16000 Hz");
    assertThat(fault.turnId()).isEqualTo(TURN);
  }

  @Test
  void refusesAFrameLargerThanTheLimit() throws InterruptedException {
    open();
    // Straight onto the wire: our own types would not let such a frame be made.
    var text = Json.toMap(frame(SESSION, 0, command(), false));
    var tooLarge = new HashMap<>(text);
    tooLarge.put("pcm", Base64.getEncoder().encodeToString(new byte[66_000]));
    bus.publishRaw(Subjects.audioFrame(SESSION), Json.write(tooLarge));

    assertThat(lastWords().text()).isEmpty();
    var fault = degraded.poll(WAIT.toMillis(), TimeUnit.MILLISECONDS);
    assertThat(fault).isNotNull();
    assertThat(fault.reason()).contains("66000").contains("65536");
  }

  @Test
  void refusesARateItCannotHear() {
    var answer = Json.readObject(ask(SESSION, 4_000).body());

    assertThat(answer.get("error")).asString().contains("rate is 4000").contains("8000 to 48000");
  }

  @Test
  void leasesNoMoreUtterancesThanItHasRecognizers() {
    ask(new SessionId("s-1"), 16_000).as(SttOpened.class);
    ask(new SessionId("s-2"), 16_000).as(SttOpened.class);
    var answer = Json.readObject(ask(new SessionId("s-3"), 16_000).body());

    assertThat(answer.get("error")).asString().contains("2 utterances");
  }

  @Test
  void resamplesWhateverComes() throws InterruptedException {
    assertThat(ask(SESSION, 48_000).as(SttOpened.class).node()).isEqualTo(NODE);
    var slow = command();
    var fast = new short[slow.length * 3];
    for (int i = 0; i < fast.length; i++) {
      fast[i] = slow[i / 3];
    }
    for (long sequence = 0; sequence * FRAME < fast.length; sequence++) {
      bus.publish(frame(SESSION, sequence, fast, false, 48_000));
    }
    var heard = lastWords();
    assertThat(heard.text()).isEqualTo("turn on the kitchen lamp");
    var end = present(heard.speechEnd());
    assertThat(end.sequence() * FRAME / 48.0 + end.offsetMs()).isCloseTo(1200, within(60.0));
  }

  @Test
  void aBrokenEngineEndsTheTurnAndTheNextOneWorks() throws InterruptedException {
    engine.failing.set(true);
    open();
    send(command());
    assertThat(lastWords().text()).isEmpty();
    assertThat(degraded.poll(WAIT.toMillis(), TimeUnit.MILLISECONDS)).isNotNull();

    engine.failing.set(false);
    open();
    send(command());
    assertThat(lastWords().text()).isEqualTo("turn on the kitchen lamp");
  }

  @Test
  void aCancelledTurnHasNoTranscript() throws InterruptedException {
    open();
    bus.publish(new TurnCancel(SESSION, TURN, "the person said stop"));
    // The same recognizers must be free again: one may still be on its way out of the cancelled
    // turn.
    var others = List.of(new SessionId("s-8"), new SessionId("s-9"));
    for (var other : others) {
      long deadline = System.nanoTime() + WAIT.toNanos();
      while (Json.readObject(ask(other, 16_000).body()).containsKey("error")) {
        assertThat(System.nanoTime()).isLessThan(deadline);
      }
    }
    assertThat(finals).isEmpty();
  }

  @Test
  void hearsASenderThatNeverAsks() throws InterruptedException {
    var sound = command();
    for (long sequence = 0; sequence * FRAME < sound.length; sequence++) {
      bus.publishRaw(
          Subjects.audioFrame(SESSION), Json.write(frame(SESSION, sequence, sound, false)));
    }
    var heard = lastWords();
    assertThat(heard.text()).isEqualTo("turn on the kitchen lamp");
    assertThat(heard.sessionId()).isEqualTo(SESSION);
    assertThat(heard.turnId()).isNotNull();
    assertThat(finals.poll(100, TimeUnit.MILLISECONDS)).isNull();
  }

  @Test
  void hearsTheNextUtteranceOfASenderThatNeverAsks() throws InterruptedException {
    var sound = Sounds.join(Sounds.noise(200, 10, 1), Sounds.tone(800, 4000));
    int last = sound.length / FRAME - 1;
    for (int utterance = 0; utterance < 2; utterance++) {
      for (long sequence = 0; sequence <= last; sequence++) {
        bus.publishRaw(
            Subjects.audioFrame(SESSION),
            Json.write(frame(SESSION, sequence, sound, sequence == last)));
      }
      assertThat(lastWords().text()).isEqualTo("turn on the kitchen lamp");
    }
  }

  @Test
  void letsGoOfAnUtteranceThatWasGivenToAnother() throws InterruptedException {
    var other = new NodeId("edge-2");
    try (var group =
        bus.subscribe(
            Subjects.STT_OPEN,
            "stt",
            delivery -> bus.respond(delivery, SttOpened.watched(other)))) {
      assertThat(group).isNotNull();
      var nodes = new ArrayList<NodeId>();
      while (!nodes.contains(NODE) || !nodes.getLast().equals(other)) {
        assertThat(nodes).hasSizeLessThan(20);
        nodes.add(ask(SESSION, 16_000).as(SttOpened.class).node());
      }
    }
    send(command());

    assertThat(finals.poll(500, TimeUnit.MILLISECONDS)).isNull();
  }

  @Test
  void triesAPauseBeforeThePeopleSpeak() throws InterruptedException {
    assertThat(engine.pauses.tryAcquire(1, WAIT.toMillis(), TimeUnit.MILLISECONDS)).isTrue();
  }

  @Test
  void makesTheSecondRecognizerWhenTwoPeopleSpeakAtOnce() throws InterruptedException {
    assertThat(engine.pauses.tryAcquire(1, WAIT.toMillis(), TimeUnit.MILLISECONDS)).isTrue();
    assertThat(engine.made.availablePermits()).isEqualTo(1);

    ask(SESSION, 16_000);
    ask(new SessionId("hall"), 16_000);
    assertThat(engine.made.tryAcquire(2, WAIT.toMillis(), TimeUnit.MILLISECONDS)).isTrue();
  }

  @Test
  void saysWhatItCanDo() {
    var running = present(service);

    assertThat(running.capabilities())
        .containsExactly("stt", "stt.engine.scripted", "stt.language.en", "stt.vad.builtin");
    assertThat(running.ready()).isTrue();
    assertThat(running.leased()).isZero();
  }
}
