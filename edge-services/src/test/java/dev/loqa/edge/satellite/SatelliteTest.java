package dev.loqa.edge.satellite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.loqa.base.audio.Pcm;
import dev.loqa.base.audio.WavFile;
import dev.loqa.bus.Bus;
import dev.loqa.bus.InMemoryBus;
import dev.loqa.protocol.AlertAck;
import dev.loqa.protocol.AlertRing;
import dev.loqa.protocol.AudioFrame;
import dev.loqa.protocol.AudioResend;
import dev.loqa.protocol.PlayDone;
import dev.loqa.protocol.PlayStarted;
import dev.loqa.protocol.SatelliteHear;
import dev.loqa.protocol.SatelliteHeard;
import dev.loqa.protocol.SessionDegraded;
import dev.loqa.protocol.SessionId;
import dev.loqa.protocol.Subjects;
import dev.loqa.protocol.TurnCancel;
import dev.loqa.protocol.TurnId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(30)
class SatelliteTest {
  private static final TurnTimes TIMES =
      new TurnTimes(
          Duration.ofMillis(20),
          Duration.ofMillis(800),
          Duration.ofMillis(700),
          Duration.ofMillis(200),
          2,
          Duration.ofMillis(600),
          Duration.ofMillis(150),
          Duration.ofSeconds(20));
  private static final SessionId SESSION = new SessionId("s1");
  private static final TurnId TURN = new TurnId("t1");

  @TempDir Path folder;

  private final Bus bus = new InMemoryBus();
  private final ScriptedHouse house = new ScriptedHouse(bus);
  private final BlockingQueue<Pcm> played = new LinkedBlockingQueue<>();
  private final BlockingQueue<PlayStarted> started = new LinkedBlockingQueue<>();
  private final BlockingQueue<PlayDone> done = new LinkedBlockingQueue<>();
  private final BlockingQueue<SessionDegraded> degraded = new LinkedBlockingQueue<>();
  private final Satellite satellite =
      Satellite.start(bus, new SatelliteConfig("sat-1", "kitchen", TIMES), played::add);
  private final SatelliteService service = SatelliteService.start(bus, satellite);

  SatelliteTest() {
    bus.subscribe(Subjects.PLAY_STARTED, d -> started.add(d.as(PlayStarted.class)));
    bus.subscribe(Subjects.PLAY_DONE, d -> done.add(d.as(PlayDone.class)));
    bus.subscribe(Subjects.SESSION_DEGRADED, d -> degraded.add(d.as(SessionDegraded.class)));
  }

  @AfterEach
  void stop() {
    service.close();
    bus.close();
  }

  @Test
  void aRecordingBecomesATranscriptAndASpokenAnswer() throws InterruptedException {
    house.withRecognizer().withVoice();

    HeardTurn turn = satellite.hear(halfASecond(), live(true));

    assertThat(turn.error()).isNull();
    assertThat(turn.transcript()).isEqualTo("turn on the lamp");
    assertThat(turn.partials()).containsExactly("turn on");
    assertThat(turn.reply().duration()).isEqualTo(Duration.ofMillis(300));
    assertThat(turn.gaps()).isZero();
    assertThat(take(house.opened))
        .matches(
            o -> "kitchen".equals(o.room()) && "anna".equals(o.speaker()) && o.rate() == 16_000);
    assertThat(take(started).firstAudioMs()).isEqualTo(turn.firstAudioMs());
    assertThat(take(done)).matches(d -> TURN.equals(d.turnId()) && "sat-1".equals(d.target()));
  }

  @Test
  void theTimeToTheFirstSoundIsCountedFromTheEndOfSpeechInItsOwnFrames() {
    house.withRecognizer().withVoice();

    HeardTurn turn = satellite.hear(halfASecond(), live(true));

    // Speech ended 490 ms into the utterance; the recognizer decided with frame 40, complete at 820
    // ms.
    assertThat(turn.firstAudioMs()).isBetween(320.0, 1_500.0);
    assertThat(turn.totalMs()).isBetween(820.0, 2_500.0);
    assertThat(turn.timings()).containsKey("transcript_ms");
  }

  @Test
  void framesComeAtThePaceOfAMicrophoneWithRoomToneAfterTheEnd() {
    house.withRecognizer().withVoice();

    long before = System.nanoTime();
    satellite.hear(halfASecond(), live(true));
    long millis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - before);

    List<AudioFrame> frames = List.copyOf(house.frames);
    assertThat(millis).isGreaterThan(800);
    assertThat(frames).hasSizeBetween(41, 60);
    assertThat(frames).extracting(AudioFrame::sequence).doesNotHaveDuplicates().isSorted();
    Pcm tail = new Pcm(frames.get(35).pcm().toArray(), 16_000);
    assertThat(tail.dbfs()).isBetween(-90.0, -60.0);
  }

  @Test
  void withoutPacingARecordingIsHeardFasterThanLife() {
    house.withRecognizer().withVoice();
    house.decidesAt = 190;
    house.speechEnd = null;
    Pcm fourSeconds = Pcm.silence(Duration.ofSeconds(4), 44_100);

    long before = System.nanoTime();
    HeardTurn turn = satellite.hear(fourSeconds, live(false));

    assertThat(turn.error()).isNull();
    assertThat(System.nanoTime() - before).isLessThan(TimeUnit.SECONDS.toNanos(3));
  }

  @Test
  void aRecognizerThatDiesInTheMiddleIsReplacedByAnotherWithAllFrames()
      throws InterruptedException {
    house.withRecognizer().withVoice();
    house.diesFirst = 1;

    HeardTurn turn = satellite.hear(halfASecond(), live(false));

    assertThat(turn.error()).isNull();
    assertThat(turn.transcript()).isEqualTo("turn on the lamp");
    assertThat(house.opened).hasSize(2);
    assertThat(take(degraded)).matches(d -> d.stage().equals("stt"));
    long sent = house.frames.stream().filter(f -> f.sequence() == 0).count();
    assertThat(sent).isEqualTo(2);
  }

  @Test
  void whenEveryRecognizerDiesItApologisesInTime() throws InterruptedException {
    house.withRecognizer().withVoice();
    house.diesFirst = 99;

    HeardTurn turn = satellite.hear(halfASecond(), live(false));

    assertThat(turn.error()).contains("no transcript", "loqa doctor");
    assertThat(turn.reply()).isEqualTo(Chime.APOLOGY);
    assertThat(house.opened).hasSize(3);
    assertThat(started).isEmpty();
  }

  @Test
  void withoutAnyRecognizerItApologisesInTime() throws InterruptedException {
    HeardTurn turn = satellite.hear(halfASecond(), live(true));

    assertThat(turn.error()).contains("no speech recognition takes the utterance");
    assertThat(turn.reply()).isEqualTo(Chime.APOLOGY);
    assertThat(take(degraded).stage()).isEqualTo("stt");
  }

  @Test
  void anAnswerThatNeverComesEndsInAnApology() {
    house.withRecognizer();

    HeardTurn turn = satellite.hear(halfASecond(), live(false));

    assertThat(turn.transcript()).isEqualTo("turn on the lamp");
    assertThat(turn.error()).contains("no answer came");
    assertThat(turn.reply()).isEqualTo(Chime.APOLOGY);
  }

  @Test
  void anAnswerThatBreaksOffIsKeptAndSaysSo() {
    house.withRecognizer().withVoice();
    house.answerOrder = List.of(0, 1);

    HeardTurn turn = satellite.hear(halfASecond(), live(false));

    assertThat(turn.error()).contains("broke off");
    assertThat(turn.reply().duration())
        .isEqualTo(Duration.ofMillis(200).plus(Chime.APOLOGY.duration()));
  }

  @Test
  void soundThatIsNoCommandEndsQuietly() {
    house.withRecognizer();
    house.words = "";

    HeardTurn turn = satellite.hear(halfASecond(), live(false));

    assertThat(turn.transcript()).isEmpty();
    assertThat(turn.error()).isNull();
    assertThat(turn.reply().isEmpty()).isTrue();
  }

  @Test
  void lostAndSwappedPiecesOfTheAnswerAreOrderedAndCounted() {
    house.withRecognizer().withVoice();
    house.answerOrder = List.of(1, 0, 3);

    HeardTurn turn = satellite.hear(halfASecond(), live(false));

    assertThat(turn.error()).isNull();
    assertThat(turn.gaps()).isEqualTo(1);
    assertThat(turn.reply().duration()).isEqualTo(Duration.ofMillis(200));
  }

  @Test
  void aRecognizerThatAsksGetsTheFramesAgain() {
    house.withRecognizer().withVoice();
    AtomicBoolean asked = new AtomicBoolean();
    bus.subscribe(
        Subjects.TRANSCRIPT_PARTIAL,
        d -> {
          if (asked.compareAndSet(false, true)) {
            bus.publish(new AudioResend(SESSION, TURN, 5));
          }
        });

    satellite.hear(halfASecond(), live(true));

    long again = house.frames.stream().filter(f -> f.sequence() == 5).count();
    long before = house.frames.stream().filter(f -> f.sequence() == 4).count();
    assertThat(again).isEqualTo(2);
    assertThat(before).isEqualTo(1);
  }

  @Test
  void aCancelEndsTheTurnAtOnce() {
    house.withRecognizer();
    bus.subscribe(
        Subjects.TRANSCRIPT_PARTIAL, d -> bus.publish(new TurnCancel(SESSION, TURN, "never mind")));

    HeardTurn turn = satellite.hear(halfASecond(), live(true));

    assertThat(turn.error()).isEqualTo("cancelled: never mind");
    assertThat(turn.transcript()).isEmpty();
  }

  @Test
  void anAnnouncementForThisRoomIsPlayedAndOthersAreNot() throws InterruptedException {
    SessionId other = new SessionId("announcement");

    house.speak(other, null, "bathroom", 0);
    house.speak(other, null, null, 0);
    house.speak(other, null, "kitchen", 0);
    house.speak(other, null, "kitchen", 1);
    house.speak(other, null, "kitchen", 3);

    assertThat(take(played).duration()).isEqualTo(Duration.ofMillis(100));
    assertThat(take(played).duration()).isEqualTo(Duration.ofMillis(100));
    assertThat(played.poll(50, TimeUnit.MILLISECONDS)).isNull();
  }

  @Test
  void itRingsAgainAndAgainUntilItIsAcknowledged() throws InterruptedException {
    bus.publish(ring("a1", "bathroom"));
    assertThat(played.poll(100, TimeUnit.MILLISECONDS)).isNull();

    bus.publish(ring("a2", "kitchen"));

    assertThat(take(played)).isEqualTo(Chime.RING);
    assertThat(take(played)).isEqualTo(Chime.RING);
    bus.publish(new AlertAck("a2", "anna"));
    played.poll(100, TimeUnit.MILLISECONDS);
    assertThat(played.poll(2_300, TimeUnit.MILLISECONDS)).isNull();
  }

  @Test
  void aFileIsHeardByRequestAndTheAnswerWritten() {
    house.withRecognizer().withVoice();
    Path in = folder.resolve("in.wav");
    Path out = folder.resolve("out.wav");
    WavFile.write(in, halfASecond());

    SatelliteHeard heard = ask(in.toString(), out);

    assertThat(heard.error()).isNull();
    assertThat(heard.transcript()).isEqualTo("turn on the lamp");
    assertThat(heard.audioMs()).isEqualTo(300);
    assertThat(WavFile.read(out).pcm().duration()).isEqualTo(Duration.ofMillis(300));
  }

  @Test
  void aFileInTheRequestIsHeardThoughItsPathIsOfAnotherMachine() throws IOException {
    house.withRecognizer().withVoice();
    Path in = folder.resolve("in.wav");
    WavFile.write(in, halfASecond());
    String wav = Base64.getEncoder().encodeToString(Files.readAllBytes(in));

    SatelliteHeard heard = ask("/on/another/machine.wav", null, wav);

    assertThat(heard.error()).isNull();
    assertThat(heard.transcript()).isEqualTo("turn on the lamp");
    assertThat(ask("/there.wav", null, "no base64!").error()).contains("is no base64");
    assertThat(ask("/there.wav", null, "AAAA").error()).contains("/there.wav");
  }

  @Test
  void aFileThatCannotBeHeardIsAnsweredInWords() {
    assertThat(ask(folder.resolve("none.wav").toString(), null).error()).contains("does not exist");
    assertThat(ask("none.wav", null).error()).contains("relative path");
    assertThat(ask("\0", null).error()).isNotBlank();
  }

  @Test
  void aSessionHasOneTurnAtATime() throws InterruptedException {
    house.withRecognizer();
    List<String> refused = new ArrayList<>();
    bus.subscribe(
        Subjects.TRANSCRIPT_PARTIAL,
        d -> {
          try {
            satellite.hear(halfASecond(), live(false));
          } catch (SatelliteException e) {
            refused.add(String.valueOf(e.getMessage()));
          }
        });

    satellite.hear(halfASecond(), live(true));

    assertThat(refused).anySatisfy(r -> assertThat(r).contains("s1", "in a turn already"));
  }

  @Test
  void framesOutsideTheUsualLengthAreRefusedInTheConfiguration() {
    Duration second = Duration.ofSeconds(1);
    assertThatThrownBy(() ->
            new TurnTimes(Duration.ofMillis(5), second, second, second, 1, second, second, second))
        .isInstanceOf(SatelliteException.class)
        .hasMessage("satellite.frame_ms is 5: use 10 to 100");
  }

  private SatelliteHeard ask(String path, @Nullable Path out) {
    return ask(path, out, null);
  }

  private SatelliteHeard ask(String path, @Nullable Path out, @Nullable String wav) {
    SatelliteHear request =
        new SatelliteHear(
            SESSION, TURN, path, false, null, null, out == null ? null : out.toString(), wav);
    return bus.request(request, Duration.ofSeconds(20)).as(SatelliteHeard.class);
  }

  private static AlertRing ring(String id, String room) {
    return new AlertRing(id, "pizza", "Your pizza timer is done.", room, null, Instant.now());
  }

  private static HearOptions live(boolean realTime) {
    return new HearOptions(SESSION, TURN, realTime, null, "anna");
  }

  private static Pcm halfASecond() {
    short[] samples = new short[8_000];
    for (int i = 0; i < samples.length; i++) {
      samples[i] = (short) (6_000 * Math.sin(i * 0.2));
    }
    return new Pcm(samples, 16_000);
  }

  private static <T> T take(BlockingQueue<T> queue) throws InterruptedException {
    @Nullable T value = queue.poll(10, TimeUnit.SECONDS);
    assertThat(value).isNotNull();
    return Objects.requireNonNull(value);
  }
}
