package dev.loqa.loqad.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loqa.base.audio.Pcm;
import dev.loqa.base.audio.WavFile;
import dev.loqa.base.json.Json;
import dev.loqa.bus.Delivery;
import dev.loqa.loqad.store.NewEvent;
import dev.loqa.loqad.store.Page;
import dev.loqa.loqad.store.Query;
import dev.loqa.protocol.Envelope;
import dev.loqa.protocol.NodeAnnounce;
import dev.loqa.protocol.NodeId;
import dev.loqa.protocol.SatelliteHear;
import dev.loqa.protocol.SatelliteHeard;
import dev.loqa.protocol.SessionId;
import dev.loqa.protocol.Subjects;
import dev.loqa.protocol.Transcript;
import dev.loqa.protocol.TurnCancel;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HearTest {
  private static final byte[] SECOND = WavFile.bytes(new Pcm(new short[16_000], 16_000));

  @TempDir Path folder;
  private TestApi api;
  private @Nullable SatelliteHear asked;

  @BeforeEach
  void start() throws IOException {
    api = new TestApi(folder);
  }

  @AfterEach
  void stop() {
    api.close();
  }

  private HttpResponse<String> hear(String query, String type, byte[] wav)
      throws IOException, InterruptedException {
    return api.send(
        api.owner("/v1/hear" + query)
            .header("Content-Type", type)
            .POST(HttpRequest.BodyPublishers.ofByteArray(wav)));
  }

  /// A satellite that hears `words` in every file and answers with half a second of sound.
  private void satellite(String words, @Nullable String error) {
    api.bus.subscribe(
        Subjects.SATELLITE_HEAR, "satellite", delivery -> heard(delivery, words, error));
  }

  private void heard(Delivery delivery, String words, @Nullable String error) {
    SatelliteHear request = delivery.as(SatelliteHear.class);
    asked = request;
    assertThat(Path.of(request.path())).exists();
    if (!words.isEmpty()) {
      api.bus.publish(transcript(request, words));
    }
    if (request.outPath() != null) {
      WavFile.write(Path.of(request.outPath()), new Pcm(new short[8_000], 16_000));
    }
    api.bus.respond(
        delivery,
        new SatelliteHeard(request.sessionId(), request.turnId(), words, 187.5, 500, error));
  }

  private static Transcript transcript(SatelliteHear request, String words) {
    return new Transcript(
        request.sessionId(),
        words,
        false,
        Instant.now(),
        0.9,
        request.turnId(),
        "en",
        request.speaker(),
        request.room(),
        null,
        List.of(),
        Map.of("endpoint", 120.0, "stt", 20.0));
  }

  @Test
  void answersASpokenSentenceWithTheTurnAndTheSatellitesTime()
      throws IOException, InterruptedException {
    satellite("sing a song", null);
    var response =
        hear("?room=kitchen&speaker=anna&real_time=false&session_id=s1", "audio/wav", SECOND);
    assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
    Map<String, Object> turn = TestApi.json(response);
    assertThat(turn)
        .containsEntry("session", "s1")
        .containsEntry("transcript", "sing a song")
        .containsKeys("ledger", "receipts", "trace_id")
        .doesNotContainKey("reply_wav");
    assertThat((Map<?, ?>) turn.get("satellite"))
        .hasToString("{first_audio_ms=187.5, audio_ms=500.0}");
    SatelliteHear request = Objects.requireNonNull(asked);
    assertThat(request.room()).isEqualTo("kitchen");
    assertThat(request.speaker()).isEqualTo("anna");
    assertThat(request.realTime()).isFalse();
    assertThat(soundsLeft()).isEmpty();
  }

  private List<Path> soundsLeft() throws IOException {
    try (Stream<Path> files = Files.list(folder.resolve("run"))) {
      return files.filter(file -> file.toString().endsWith(".wav")).toList();
    }
  }

  @Test
  void marksATurnThatAReplayMadeAndNoOther() throws IOException, InterruptedException {
    satellite("sing a song", null);
    assertThat(hear("?session_id=s1", "audio/wav", SECOND).statusCode()).isEqualTo(200);
    assertThat(hear("?session_id=s2&synthetic=true", "audio/wav", SECOND).statusCode())
        .isEqualTo(200);
    assertThat(hear("?synthetic=maybe", "audio/wav", SECOND).statusCode()).isEqualTo(400);
    api.store.append(NewEvent.of("test.mark", Envelope.ofSystem(), "{}"));
    assertThat(synthetic("s1")).hasSize(3).containsOnly(false);
    assertThat(synthetic("s2")).hasSize(3).containsOnly(true);
  }

  private List<Object> synthetic(String session) {
    return api
        .store
        .events(Query.ofSession(new SessionId(session)), Page.Cursor.START, 10)
        .items()
        .stream()
        .map(stored -> Json.readObject(stored.event().payload()).get("synthetic"))
        .toList();
  }

  @Test
  void keepsTheSpokenReplyThatIsAskedFor() throws IOException, InterruptedException {
    satellite("sing a song", null);
    var response = hear("?reply=wav", "audio/wav", SECOND);
    String place = String.valueOf(TestApi.json(response).get("reply_wav"));
    HttpResponse<byte[]> reply = api.sendForBytes(api.owner(place));
    assertThat(reply.statusCode()).isEqualTo(200);
    assertThat(reply.headers().firstValue("Content-Type")).contains("audio/wav");
    assertThat(reply.body()).hasSize(WavFile.bytes(new Pcm(new short[8_000], 16_000)).length);
    assertThat(api.get("/v1/turns/other/reply.wav").statusCode()).isEqualTo(404);
    assertThat(api.get("/v1/turns/..%2f..%2ftoken/reply.wav").statusCode()).isBetween(400, 404);
  }

  @Test
  void saysInWordsThatNoSatelliteRuns() throws IOException, InterruptedException {
    var response = hear("", "audio/wav", SECOND);
    assertThat(response.statusCode()).isEqualTo(503);
    assertThat(TestApi.error(response))
        .contains("the satellite does not run", "loqa-edge satellite");
    assertThat(soundsLeft()).isEmpty();
  }

  /// A satellite that takes the file and is killed then.
  private void dyingSatellite(String words) throws InterruptedException {
    NodeId id = new NodeId("edge-satellite");
    api.bus.publish(new NodeAnnounce(id, "satellite", List.of(), "1"));
    assertThat(api.nodes.await(List.of("satellite"), Duration.ofSeconds(20))).isTrue();
    api.bus.subscribe(
        Subjects.SATELLITE_HEAR,
        "satellite",
        delivery -> {
          SatelliteHear request = delivery.as(SatelliteHear.class);
          asked = request;
          if (!words.isEmpty()) {
            api.bus.publish(transcript(request, words));
            awaitEndOfTurn();
          }
          api.nodes.ended(id);
        });
  }

  private void awaitEndOfTurn() {
    while (api.store.events(Query.ofType("turn.ended"), Page.Cursor.START, 1).items().isEmpty()) {
      LockSupport.parkNanos(1_000_000);
    }
  }

  @Test
  void endsAtOnceWhenTheSatelliteDiesInTheTurn() throws IOException, InterruptedException {
    BlockingQueue<TurnCancel> cancelled = new LinkedBlockingQueue<>();
    api.bus.subscribe(
        Subjects.TURN_CANCEL, delivery -> cancelled.add(delivery.as(TurnCancel.class)));
    dyingSatellite("");
    var response = hear("", "audio/wav", SECOND);
    assertThat(response.statusCode()).isEqualTo(503);
    assertThat(TestApi.error(response)).contains("the satellite went away", "ask again");
    assertThat(cancelled.poll(20, TimeUnit.SECONDS))
        .isNotNull()
        .extracting(TurnCancel::turnId)
        .isEqualTo(Objects.requireNonNull(asked).turnId());
    assertThat(soundsLeft()).isEmpty();
  }

  @Test
  void tellsWhatATurnDidWhoseSatelliteDiedBeforeTheAnswer()
      throws IOException, InterruptedException {
    dyingSatellite("sing a song");
    var response = hear("", "audio/wav", SECOND);
    assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
    assertThat(TestApi.json(response)).containsEntry("transcript", "sing a song");
    assertThat(String.valueOf(TestApi.json(response).get("satellite"))).contains("went away");
  }

  /// A bus that reads its rights anew forgets who may answer an open question.
  @Test
  void tellsWhatATurnDidWhoseSatelliteCouldNotSay() throws IOException, InterruptedException {
    api.bus.subscribe(
        Subjects.SATELLITE_HEAR,
        delivery -> {
          asked = delivery.as(SatelliteHear.class);
          api.bus.publish(transcript(Objects.requireNonNull(asked), "sing a song"));
        });

    var response = hear("", "audio/wav", SECOND);

    assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
    assertThat(TestApi.json(response)).containsEntry("transcript", "sing a song");
    assertThat(String.valueOf(TestApi.json(response).get("satellite"))).doesNotContain("error");
  }

  @Test
  void passesOnWhyNothingWasHeard() throws IOException, InterruptedException {
    satellite("", "no STT node took the utterance: start one");
    var response = hear("", "audio/wav", SECOND);
    assertThat(response.statusCode()).isEqualTo(502);
    assertThat(TestApi.error(response)).contains("no STT node took the utterance: start one");
  }

  @Test
  void refusesWhatIsNoWavFile() throws IOException, InterruptedException {
    satellite("never asked", null);
    byte[] text = "this is no sound".getBytes(StandardCharsets.UTF_8);
    assertThat(hear("", "audio/wav", text).statusCode()).isEqualTo(400);
    assertThat(hear("", "audio/wav", new byte[0]).statusCode()).isEqualTo(400);
    assertThat(hear("", "text/plain", SECOND).statusCode()).isEqualTo(415);
    assertThat(hear("?reply=mp3", "audio/wav", SECOND).statusCode()).isEqualTo(400);
    assertThat(hear("?real_time=fast", "audio/wav", SECOND).statusCode()).isEqualTo(400);
    byte[] large = new byte[HearRoutes.WAV_BYTES + 1];
    assertThat(hear("", "audio/wav", large).statusCode()).isEqualTo(413);
    byte[] minutes = WavFile.bytes(new Pcm(new short[8_000 * 61], 8_000));
    assertThat(hear("", "audio/wav", minutes).statusCode()).isEqualTo(400);
    assertThat(asked).isNull();
  }
}
