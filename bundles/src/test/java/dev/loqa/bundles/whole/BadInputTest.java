package dev.loqa.bundles.whole;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loqa.base.json.Json;
import dev.loqa.bus.Bus;
import dev.loqa.bus.Subscription;
import dev.loqa.protocol.AudioFrame;
import dev.loqa.protocol.Bytes;
import dev.loqa.protocol.SessionId;
import dev.loqa.protocol.SttOpen;
import dev.loqa.protocol.Subjects;
import dev.loqa.protocol.Transcript;
import dev.loqa.protocol.TurnId;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Rubbish at every border of a running house: an answer in words, and the next turn works.
@ExtendWith(SharedHouse.class)
final class BadInputTest {
  private final House house;
  @TempDir private Path folder;

  BadInputTest(House house) {
    this.house = house;
  }

  @Test
  void refusesARequestWithoutTheToken() {
    HttpRequest request =
        HttpRequest.newBuilder(house.url("/v1/say"))
            .timeout(Duration.ofSeconds(20))
            .POST(BodyPublishers.ofString("{\"text\":\"what time is it\"}"))
            .build();

    assertThat(house.send(request)).satisfies(answer -> refused(answer, 401, "token"));
  }

  @Test
  void refusesARequestFromAForeignPage() {
    HttpRequest request =
        house.request("/v1/home").header("Origin", "https://evil.example").build();

    assertThat(house.send(request)).satisfies(answer -> refused(answer, 403, "evil.example"));
  }

  @Test
  void refusesARequestUnderAForeignName() throws IOException {
    String answer =
        RawHttp.get(
            house.url("/").getPort(), "/healthz", "Host: evil.example", "Connection: close");

    assertThat(answer).startsWith("HTTP/1.1 403").contains("evil.example");
  }

  @ParameterizedTest
  @ValueSource(strings = {"no json", "[1,2]", "{\"text\":", "{\"text\": 5}", "{}", "\u0000"})
  void refusesABodyThatIsNoRequest(String body) {
    refused(house.post("/v1/say", body), 400, "");
    works();
  }

  @Test
  void ignoresFieldsThatItDoesNotKnow() {
    Turn turn =
        new Turn(
            house.answer(
                house.post("/v1/say", "{\"text\":\"what time is it\",\"mood\":[1,{\"a\":null}]}")));

    assertThat(turn.reply()).isNotBlank();
  }

  @Test
  void refusesATextOfAMegabyte() {
    refused(house.post("/v1/say", Json.text(Map.of("text", "a".repeat(1_000_000)))), 413, "64 KiB");
    refused(house.post("/v1/say", Json.text(Map.of("text", "a".repeat(60_000)))), 400, "text");
    works();
  }

  @Test
  void refusesSoundThatIsNone() throws IOException {
    byte[] silence = new byte[32_000];
    Path text =
        Files.writeString(folder.resolve("text.wav"), "This is no sound at all. ".repeat(9));
    Path nothing = Files.write(folder.resolve("nothing.wav"), new byte[0]);
    Path empty =
        Files.write(folder.resolve("empty.wav"), Sounds.wav(new byte[0], 0, 16_000, 1, 16));
    Path head =
        Files.write(
            folder.resolve("head.wav"),
            Arrays.copyOf(Sounds.wav(silence, 32_000, 16_000, 1, 16), 30));

    for (Path file : List.of(text, nothing, empty, head)) {
      refused(house.hear(file, "real_time=false"), 400, "");
    }
    works();
  }

  @ParameterizedTest
  @CsvSource({"8000, 1, 8", "192000, 1, 16", "44100, 2, 16"})
  void understandsSoundHoweverItIsStored(int rateHz, int channels, int bits) throws Exception {
    Path wav = Sounds.spoken(folder, "turn on the kitchen light");

    Turn turn =
        new Turn(
            house.answer(
                house.hear(Sounds.stored(wav, rateHz, channels, bits), "real_time=false")));

    assertThat(turn.done()).containsExactly("smart-home.turn_on kitchen light done");
  }

  @Test
  void endsATurnOfAFileThatIsCutOff() throws Exception {
    byte[] whole = Files.readAllBytes(Sounds.spoken(folder, "turn on the kitchen light"));
    Path cut = Files.write(folder.resolve("cut.wav"), Arrays.copyOf(whole, whole.length / 3));

    HttpResponse<String> answer = house.hear(cut, "real_time=false");

    assertThat(answer.statusCode()).isIn(200, 502);
    works();
  }

  @Test
  void endsAnUtteranceWhoseFramesAreOutOfOrderOrOfAnotherRate() throws Exception {
    byte[] tone = new byte[640];
    SessionId session = new SessionId("bad-frames");
    TurnId turn = new TurnId("bad-frames-1");
    BlockingQueue<Transcript> finals = new ArrayBlockingQueue<>(16);
    try (Bus bus = house.bus("loqad");
        Subscription heard =
            bus.subscribe(
                Subjects.TRANSCRIPT_FINAL,
                message -> {
                  Transcript transcript = message.as(Transcript.class);
                  if (transcript.sessionId().equals(session) && !finals.offer(transcript)) {
                    throw new AssertionError("flooded");
                  }
                })) {
      assertThat(heard).isNotNull();
      bus.request(new SttOpen(session, turn, 16_000, null, null), Duration.ofSeconds(10));
      for (int sequence : List.of(3, 0, 2, 1, 1, 9, 4)) {
        bus.publish(frame(session, sequence, 16_000, tone, false));
      }
      bus.publish(frame(session, 5, 44_100, tone, false));
      bus.publishRaw("audio.frame.bad-frames", "{\"sequence\":".getBytes(StandardCharsets.UTF_8));
      bus.publishRaw(
          "audio.frame.bad-frames",
          Json.write(
              Map.of(
                  "session_id",
                  "bad-frames",
                  "sequence",
                  6,
                  "sample_rate",
                  16_000,
                  "channels",
                  1,
                  "pcm",
                  Base64.getEncoder().encodeToString(new byte[70_000]),
                  "final",
                  false)));
      bus.publish(frame(session, 10, 16_000, tone, true));

      assertThat(finals.poll(30, TimeUnit.SECONDS)).as("the utterance ends").isNotNull();
    }
    Turn next =
        new Turn(
            house.answer(
                house.hear(Sounds.spoken(folder, "turn on the kitchen light"), "real_time=false")));
    assertThat(next.text("transcript")).isEqualTo("turn on the kitchen light");
  }

  private static AudioFrame frame(
      SessionId session, long sequence, int rateHz, byte[] pcm, boolean last) {
    return new AudioFrame(session, sequence, rateHz, 1, Bytes.copyOf(pcm), last);
  }

  private void refused(HttpResponse<String> answer, int status, String word) {
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
    assertThat(answer.body()).contains(word).doesNotContain("Exception", "\tat ");
    assertThat(answer.body()).isNotBlank();
  }

  private void works() {
    assertThat(house.say("what time is it").reply()).isNotBlank();
  }
}
