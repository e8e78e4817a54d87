package dev.loqa.edge.stt;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loqa.base.json.Json;
import dev.loqa.bus.InMemoryBus;
import dev.loqa.protocol.AudioFrame;
import dev.loqa.protocol.Bytes;
import dev.loqa.protocol.NodeId;
import dev.loqa.protocol.SessionDegraded;
import dev.loqa.protocol.SessionId;
import dev.loqa.protocol.SttOpen;
import dev.loqa.protocol.SttOpened;
import dev.loqa.protocol.Subjects;
import dev.loqa.protocol.Transcript;
import dev.loqa.protocol.TurnCancel;
import dev.loqa.protocol.TurnId;
import dev.loqa.protocol.Vocabulary;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// What a cancelled turn leaves of an engine that thinks for ever: nothing that anybody notices.
@Timeout(60)
final class CancelTest {
  private static final Duration WAIT = Duration.ofSeconds(30);
  private static final int FRAME = 320;
  private static final TurnId TURN = new TurnId("t-1");

  private final InMemoryBus bus = new InMemoryBus();
  private final ThinkingEngine engine = new ThinkingEngine();
  private final BlockingQueue<Transcript> finals = new LinkedBlockingQueue<>();
  private final BlockingQueue<SessionDegraded> degraded = new LinkedBlockingQueue<>();
  private @Nullable SttService service;

  /// Thinks about what it heard until it is cancelled, or only answers when it is told to.
  private static final class ThinkingEngine implements SpeechEngine {
    final BlockingQueue<Utterance> thinking = new LinkedBlockingQueue<>();
    volatile boolean answers;

    @Override
    public String name() {
      return "thinking";
    }

    @Override
    public boolean streams() {
      return false;
    }

    @Override
    public Recognizer recognizer() {
      return new Recognizer() {
        @Override
        public Utterance open(Grammar grammar) {
          return new Thinking();
        }

        @Override
        public void close() {}
      };
    }

    @Override
    public void close() {}

    private final class Thinking implements Utterance {
      private final CountDownLatch cancelled = new CountDownLatch(1);
      private int samples;

      @Override
      public void accept(short[] more, int offset, int count) {
        samples += count;
      }

      @Override
      public String partial() {
        return "";
      }

      @Override
      public Hypothesis finish() {
        // Recognizers are warmed up with a quarter of a second.
        if (answers || samples < 8_000) {
          return new Hypothesis("turn on the kitchen lamp", 0.9, false, List.of());
        }
        thinking.add(this);
        try {
          cancelled.await();
        } catch (InterruptedException e) {
          Thread.currentThread().interrupt();
        }
        throw Cancellation.fault();
      }

      @Override
      public void cancel() {
        cancelled.countDown();
      }

      @Override
      public void close() {}
    }
  }

  @BeforeEach
  void start() throws InterruptedException {
    bus.subscribe(
        Subjects.VOCABULARY_GET,
        delivery ->
            bus.respond(
                delivery, new Vocabulary("en", "v1", Json.toMap(SttServiceTest.lexicon()))));
    bus.subscribe(Subjects.TRANSCRIPT_FINAL, delivery -> finals.add(delivery.as(Transcript.class)));
    bus.subscribe(
        Subjects.SESSION_DEGRADED, delivery -> degraded.add(delivery.as(SessionDegraded.class)));
    service = SttService.start(bus, SttConfig.defaults(new NodeId("edge-1")), engine);
    assertThat(running().awaitReady(WAIT.toMillis())).isTrue();
  }

  @AfterEach
  void stop() {
    running().close();
    bus.close();
  }

  private SttService running() {
    return Objects.requireNonNull(service);
  }

  private void say(SessionId session, TurnId turn) {
    bus.request(new SttOpen(session, turn, 16_000, null, null), WAIT).as(SttOpened.class);
    var sound =
        Sounds.join(Sounds.noise(200, 10, 1), Sounds.tone(800, 4000), Sounds.noise(900, 10, 2));
    for (int sequence = 0; sequence * FRAME < sound.length; sequence++) {
      var bytes = ByteBuffer.allocate(2 * FRAME).order(ByteOrder.LITTLE_ENDIAN);
      bytes.asShortBuffer().put(sound, sequence * FRAME, FRAME);
      bus.publish(new AudioFrame(session, sequence, 16_000, 1, Bytes.wrap(bytes.array()), false));
    }
  }

  private void untilFree() {
    long end = System.nanoTime() + WAIT.toNanos();
    while (running().leased() > 0) {
      assertThat(System.nanoTime()).isLessThan(end);
      Thread.onSpinWait();
    }
  }

  @Test
  void reachesAnEngineThatThinks() throws InterruptedException {
    var sessions = List.of(new SessionId("s-1"), new SessionId("s-2"));
    for (var session : sessions) {
      say(session, TURN);
      assertThat(engine.thinking.poll(WAIT.toMillis(), TimeUnit.MILLISECONDS)).isNotNull();
    }
    assertThat(running().leased()).isEqualTo(2);

    sessions.forEach(session -> bus.publish(new TurnCancel(session, TURN, "stop")));
    untilFree();

    engine.answers = true;
    say(new SessionId("s-3"), new TurnId("t-3"));
    var next = Objects.requireNonNull(finals.poll(WAIT.toMillis(), TimeUnit.MILLISECONDS));
    assertThat(next.turnId()).isEqualTo(new TurnId("t-3"));
    assertThat(next.text()).isEqualTo("turn on the kitchen lamp");
    assertThat(finals).isEmpty();
    assertThat(degraded).isEmpty();
  }

  @Test
  void reachesAnEngineThatThinksWhenTheUtteranceIsGivenToAnotherNode() throws InterruptedException {
    var session = new SessionId("s-1");
    say(session, TURN);
    assertThat(engine.thinking.poll(WAIT.toMillis(), TimeUnit.MILLISECONDS)).isNotNull();

    // Every node sees the request, whoever takes it.
    bus.request(new SttOpen(session, TURN, 16_000, null, null), WAIT).as(SttOpened.class);
    bus.publish(new TurnCancel(session, TURN, "enough"));
    untilFree();

    assertThat(finals).isEmpty();
  }

  @Test
  void countsThoughItComesBeforeItsUtterance() throws InterruptedException {
    var session = new SessionId("s-1");
    bus.publish(new TurnCancel(session, TURN, "stop"));
    // A second one that is answered in order shows that the first has been heard.
    engine.answers = true;
    say(new SessionId("s-2"), new TurnId("t-2"));
    assertThat(finals.poll(WAIT.toMillis(), TimeUnit.MILLISECONDS)).isNotNull();

    say(session, TURN);
    untilFree();

    assertThat(finals).isEmpty();
    assertThat(degraded).isEmpty();
  }

  @Test
  void stoppingTheNodeDoesNotWaitForAnEngineThatThinks() throws InterruptedException {
    say(new SessionId("s-1"), TURN);
    assertThat(engine.thinking.poll(WAIT.toMillis(), TimeUnit.MILLISECONDS)).isNotNull();

    running().close();

    assertThat(running().leased()).isZero();
    assertThat(finals).isEmpty();
  }
}
