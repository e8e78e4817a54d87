package dev.loqa.edge.stt;

import static dev.loqa.edge.stt.SttServiceTest.FRAME;
import static org.assertj.core.api.Assertions.assertThat;

import dev.loqa.base.json.Json;
import dev.loqa.bus.InMemoryBus;
import dev.loqa.protocol.AudioResend;
import dev.loqa.protocol.NodeId;
import dev.loqa.protocol.SessionId;
import dev.loqa.protocol.SttOpen;
import dev.loqa.protocol.Subjects;
import dev.loqa.protocol.Transcript;
import dev.loqa.protocol.TurnId;
import dev.loqa.protocol.Vocabulary;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// A recognizer asks for frames that it did not get, and not for more than that.
@Timeout(60)
final class LostFramesTest {
  private static final SessionId SESSION = new SessionId("s-1");
  private static final TurnId TURN = new TurnId("t-1");
  private static final Duration WAIT = Duration.ofSeconds(10);

  private final InMemoryBus bus = new InMemoryBus();
  private final BlockingQueue<AudioResend> resends = new LinkedBlockingQueue<>();
  private final BlockingQueue<Transcript> finals = new LinkedBlockingQueue<>();
  private final short[] sound = SttServiceTest.command();
  private final SttService service;

  LostFramesTest() {
    bus.subscribe(
        Subjects.VOCABULARY_GET,
        delivery ->
            bus.respond(
                delivery, new Vocabulary("en", "v1", Json.toMap(SttServiceTest.lexicon()))));
    bus.subscribe(Subjects.AUDIO_RESEND, delivery -> resends.add(delivery.as(AudioResend.class)));
    bus.subscribe(Subjects.TRANSCRIPT_FINAL, delivery -> finals.add(delivery.as(Transcript.class)));
    service =
        SttService.start(
            bus,
            SttConfig.defaults(new NodeId("edge-1")),
            new ScriptedEngine("turn on the kitchen lamp"));
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

  private void send(long from, long to) {
    for (long sequence = from; sequence <= to; sequence++) {
      bus.publish(SttServiceTest.frame(SESSION, sequence, sound, false));
    }
  }

  private String words() throws InterruptedException {
    Transcript heard = finals.poll(WAIT.toMillis(), TimeUnit.MILLISECONDS);
    assertThat(heard).isNotNull();
    return heard.text();
  }

  @Test
  void putsFramesInOrderAndAsksForALostOne() throws InterruptedException {
    send(1, 1);
    assertThat(resends.poll(WAIT.toMillis(), TimeUnit.MILLISECONDS))
        .isEqualTo(new AudioResend(SESSION, TURN, 0));

    send(0, sound.length / FRAME - 1);
    assertThat(words()).isEqualTo("turn on the kitchen lamp");
  }

  /// Who takes an utterance over in the middle hears the newest frame first. Every question is
  /// answered with all that follows: one for each missing frame would be a flood.
  @Test
  void asksOnceForAllThatWentBefore() throws InterruptedException {
    send(60, 60);
    send(0, sound.length / FRAME - 1);

    assertThat(words()).isEqualTo("turn on the kitchen lamp");
    assertThat(resends).containsExactly(new AudioResend(SESSION, TURN, 0));
  }

  /// The grammar would make a command of the half that came.
  @Test
  void saysNothingOfASentenceThatBreaksOff() throws InterruptedException {
    send(0, 30);

    Transcript heard = finals.poll(WAIT.toMillis(), TimeUnit.MILLISECONDS);
    assertThat(heard).isNotNull();
    assertThat(heard.text()).isEmpty();
    assertThat(heard.fault()).startsWith("the sound broke off");
  }

  @Test
  void asksAgainForWhatDidNotCome() throws InterruptedException {
    send(1, 1);
    for (int i = 0; i < 3; i++) {
      assertThat(resends.poll(WAIT.toMillis(), TimeUnit.MILLISECONDS))
          .isEqualTo(new AudioResend(SESSION, TURN, 0));
    }
  }

  @Test
  void asksForALaterGapOfItsOwn() throws InterruptedException {
    send(1, 1);
    assertThat(resends.take()).isEqualTo(new AudioResend(SESSION, TURN, 0));
    send(0, 3);
    send(5, 5);

    assertThat(resends.poll(WAIT.toMillis(), TimeUnit.MILLISECONDS))
        .isEqualTo(new AudioResend(SESSION, TURN, 4));
  }
}
