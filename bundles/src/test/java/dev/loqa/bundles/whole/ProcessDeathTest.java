package dev.loqa.bundles.whole;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loqa.bundles.Until;
import dev.loqa.bus.Bus;
import dev.loqa.bus.BusException;
import dev.loqa.protocol.SatelliteHear;
import dev.loqa.protocol.SatelliteHeard;
import dev.loqa.protocol.SessionId;
import dev.loqa.protocol.Subjects;
import dev.loqa.protocol.TurnId;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/// `kill -9` of each helper of loqad in the middle of a turn: the turn ends, the person gets an
/// answer or an apology, the process comes back and the next turn works.
@ExtendWith(SharedHouse.class)
final class ProcessDeathTest {
  private static final Duration SEEN = Duration.ofSeconds(20);
  private static final Duration TURN = Duration.ofSeconds(60);
  private static final String SENTENCE = "turn on the kitchen light";

  private final House house;
  private Bus bus;
  @TempDir private Path folder;

  ProcessDeathTest(House house) {
    this.house = house;
  }

  @BeforeEach
  void listen() {
    house.awaitReady();
    bus = house.bus("loqad");
  }

  @AfterEach
  void leave() {
    bus.close();
  }

  @Test
  void survivesTheDeathOfSpeechRecognition() throws Exception {
    Path reply = folder.resolve("reply.wav");
    try (Ear frames = new Ear(bus, "audio.frame.>");
        Aside<SatelliteHeard> turn = hear("stt-dies", reply)) {
      frames.await(20, SEEN);
      dies("stt");

      SatelliteHeard heard = turn.end(TURN);

      assertThat(heard.error() != null || !heard.transcript().isBlank()).isTrue();
      assertThat(reply).as("an answer or an apology").isNotEmptyFile();
    }
    worksAgain("stt");
  }

  /// What a fault in an engine's native code does to its process.
  @Test
  void aCrashOfSpeechRecognitionIsARestart() throws Exception {
    Path report = house.data().resolve("run/edge-stt.crash.log");
    try (Ear frames = new Ear(bus, "audio.frame.>");
        Aside<SatelliteHeard> turn = hear("stt-crashes", folder.resolve("reply.wav"))) {
      frames.await(20, SEEN);
      long pid = house.pid("stt");
      assertThat(new ProcessBuilder("kill", "-s", "SEGV", Long.toString(pid)).start().waitFor())
          .isZero();
      Until.is("stt is back", TURN, () -> house.runsAnew("stt", pid));

      SatelliteHeard heard = turn.end(TURN);

      assertThat(heard.error() != null || !heard.transcript().isBlank()).isTrue();
    }
    assertThat(report).content().contains("SIGSEGV");
    worksAgain("stt");
  }

  @Test
  void survivesTheDeathOfSpeechSynthesis() throws Exception {
    Path reply = folder.resolve("reply.wav");
    try (Ear requests = new Ear(bus, Subjects.TTS_REQUEST);
        Aside<SatelliteHeard> turn = hear("tts-dies", reply)) {
      requests.await("tts-dies", SEEN);
      dies("tts");

      assertThat(turn.end(TURN).transcript()).isEqualTo(SENTENCE);
      assertThat(reply).as("an answer or an apology").isNotEmptyFile();
    }
    // The satellite ends with the sound it has; loqad ends the turn once it knows of it.
    Until.is("the turn ended", TURN, () -> !ended("tts-dies").isEmpty());
    assertThat(ended("tts-dies")).hasSize(1).allMatch(turn -> turn.receipts().size() == 1);
    worksAgain("tts");
  }

  /// A node without a model is asked nothing, so its death is met by a turn that would have been
  /// its own.
  @Test
  void survivesTheDeathOfTheLanguageModel() throws Exception {
    try (Ear requests = new Ear(bus, Subjects.TTS_REQUEST);
        Aside<Turn> turn =
            Aside.begin(() -> house.say("llm-dies", "who painted the ceiling of that chapel"))) {
      requests.await("llm-dies", SEEN);
      dies("llm");

      assertThat(turn.end(TURN).reply()).isNotBlank();
    }
    worksAgain("llm");
  }

  @Test
  void survivesTheDeathOfTheSatellite() throws Exception {
    try (Ear frames = new Ear(bus, "audio.frame.>");
        Aside<SatelliteHeard> turn = hear("satellite-dies", folder.resolve("reply.wav"))) {
      frames.await(20, SEEN);
      dies("satellite");
      assertThat(turn).isNotNull();
      worksAgain("satellite");
    }
  }

  @Test
  void endsARequestToHearWhoseSatelliteDies() throws Exception {
    Path wav = Sounds.spoken(folder, SENTENCE);
    long pid = house.pid("satellite");
    try (Ear frames = new Ear(bus, "audio.frame.>");
        Aside<HttpResponse<String>> asked =
            Aside.begin(() -> house.hear(wav, "session_id=hear-dies"))) {
      frames.await(10, SEEN);
      House.kill(pid);

      // Long before the 90 s that a turn may take.
      HttpResponse<String> answer = asked.end(TURN);

      assertThat(answer.statusCode()).isEqualTo(503);
      assertThat(answer.body()).contains("the satellite", "went away");
    }
    Until.is("the satellite is back", TURN, () -> house.runsAnew("satellite", pid));
    worksAgain("satellite");
  }

  @Test
  void isNotReadyFromTheDeathOfAProcessUntilItIsBack() {
    long pid = house.pid("tts");
    House.kill(pid);
    Until.is("loqad saw the death", SEEN, () -> house.gone("tts", pid));
    // From here on `ready` may only mean the new process.
    house.awaitReady();
    assertThat(house.pid("tts")).isNotEqualTo(pid);
  }

  @Test
  void survivesTheDeathOfTheBusAndLosesNoEvent() throws Exception {
    String servers = Files.readString(house.data().resolve("run/edge-tts.yaml"));
    Set<Object> before = ids();
    try (Ear frames = new Ear(bus, "audio.frame.>");
        Aside<SatelliteHeard> spoken = hear("bus-dies", folder.resolve("reply.wav"))) {
      frames.await(20, SEEN);
      try (Aside<Turn> typed = Aside.begin(() -> house.say("turn off the kitchen light"))) {
        dies("nats-server");
        assertThat(typed.end(TURN).receipts()).hasSize(1);
      }
      assertThat(spoken).isNotNull();
      worksAgain("nats-server");
    }
    assertThat(Files.readString(house.data().resolve("run/edge-tts.yaml"))).isEqualTo(servers);
    assertThat(ids()).containsAll(before);
    assertThat(house.answer(house.post("/v1/events/verify", ""))).containsEntry("sound", true);
  }

  private Set<Object> ids() {
    return house.events("").stream()
        .map(event -> event.get("event_id"))
        .collect(Collectors.toSet());
  }

  private void dies(String part) {
    long pid = house.pid(part);
    House.kill(pid);
    Until.is(part + " is back", TURN, () -> house.runsAnew(part, pid));
  }

  private void worksAgain(String part) throws Exception {
    house.awaitReady();
    assertThat(house.runs(part)).isTrue();
    Path wav = Sounds.spoken(folder, SENTENCE);
    // A process is running before it answers.
    AtomicReference<HttpResponse<String>> answer = new AtomicReference<>();
    Until.is(
        part + " serves again",
        TURN,
        () -> {
          answer.set(house.hear(wav, "real_time=false"));
          return answer.get().statusCode() == 200
              && new Turn(house.answer(answer.get())).audioMs() > 0;
        });
    Turn next = new Turn(house.answer(answer.get()));
    assertThat(next.text("transcript")).isEqualTo(SENTENCE);
    assertThat(next.done()).containsExactly("smart-home.turn_on kitchen light done");
    assertThat(next.audioMs()).isPositive();
  }

  private List<Turn> ended(String session) {
    return house.events("turn.ended").stream()
        .filter(event -> session.equals(Turn.map(event, "envelope").get("session_id")))
        .map(event -> new Turn(Turn.map(event, "payload")))
        .toList();
  }

  private Aside<SatelliteHeard> hear(String session, Path reply) throws Exception {
    Path wav = Sounds.spoken(folder, SENTENCE);
    return Aside.begin(() -> {
      try (Bus operator = house.operator()) {
        return operator
            .request(
                new SatelliteHear(
                    new SessionId(session),
                    new TurnId(session + "-1"),
                    wav.toString(),
                    true,
                    null,
                    null,
                    reply.toString(),
                    null),
                TURN)
            .as(SatelliteHeard.class);
      } catch (BusException e) {
        throw new AssertionError("no answer of the satellite: " + Map.of(session, e), e);
      }
    });
  }
}
