package dev.loqa.edge.stt.http;

import static dev.loqa.edge.stt.http.ScriptedServer.answers;
import static dev.loqa.edge.stt.http.ScriptedServer.hears;
import static dev.loqa.edge.stt.http.ScriptedServer.sends;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.loqa.edge.stt.Grammar;
import dev.loqa.edge.stt.HttpSettings;
import dev.loqa.edge.stt.Hypothesis;
import dev.loqa.edge.stt.Sounds;
import dev.loqa.edge.stt.SttException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.assertj.core.api.AbstractThrowableAssert;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
final class HttpEngineTest {
  private static final Grammar HOUSE =
      new Grammar("house", "", Set.of("lamp"), "Turn on the küche lamp.");
  private static final Duration LONG = Duration.ofSeconds(30);
  private static final Duration SHORT = Duration.ofMillis(300);
  private static final String KEY = "sk-secret-17";

  private static HttpSettings settings(String url, Duration deadline) {
    return new HttpSettings(url, "whisper-small", KEY, "", true, true, deadline);
  }

  private static Hypothesis hear(HttpSettings settings) {
    try (var engine = new HttpEngine(settings, "en-US");
        var recognizer = engine.recognizer();
        var utterance = recognizer.open(HOUSE)) {
      var sound = Sounds.join(Sounds.silence(500), Sounds.tone(1_000, 4_000));
      utterance.accept(sound, 0, sound.length);
      utterance.paused(500 * 16, 1_500 * 16);
      return utterance.finish();
    }
  }

  private static Hypothesis hear(ScriptedServer server) {
    return hear(settings(server.url(), LONG));
  }

  private static AbstractThrowableAssert<?, ? extends Throwable> fault(
      ScriptedServer server, Duration deadline) {
    return assertThatThrownBy(() -> hear(settings(server.url(), deadline)))
        .isInstanceOf(SttException.class)
        .hasMessageContaining(server.url() + "/audio/transcriptions")
        .hasMessageNotContaining(KEY);
  }

  @Test
  void sendsTheSpeechWithModelLanguageAndTheSentencesOfTheHouse() {
    try (var server = new ScriptedServer(hears(" Turn on the lamp, please."))) {
      assertThat(hear(server).text()).isEqualTo("turn on the lamp please");

      var request = server.requests().getFirst();
      assertThat(request.line()).isEqualTo("POST /v1/audio/transcriptions HTTP/1.1");
      assertThat(request.headers()).containsEntry("authorization", "Bearer " + KEY);
      assertThat(request.field("model")).isEqualTo("whisper-small");
      assertThat(request.field("language")).isEqualTo("en");
      assertThat(request.field("prompt")).isEqualTo("Turn on the küche lamp.");
      assertThat(request.field("response_format")).isEqualTo("verbose_json");
      var sound = request.sound();
      assertThat(sound.format().sampleRateHz()).isEqualTo(16_000);
      // The speech and 100 ms before it, without the silence in front.
      assertThat(sound.pcm().duration().toMillis()).isCloseTo(1_100, within(1L));
    }
  }

  @Test
  void asksForThePlainFormAndWithoutSentencesOrKeyWhereThatIsWanted() {
    try (var server = new ScriptedServer(hears("yes"))) {
      hear(new HttpSettings(server.url() + "/", "m", "", "", false, false, LONG));

      var request = server.requests().getFirst();
      assertThat(request.line()).startsWith("POST /v1/audio/transcriptions ");
      assertThat(request.headers()).doesNotContainKey("authorization");
      assertThat(request.field("response_format")).isEqualTo("json");
      assertThat(request.field("prompt")).isEmpty();
    }
  }

  @Test
  void takesTheModelsOwnMeasureOfHowSureItIs() {
    var body =
        """
        {"text": "lights off", "segments": [
          {"start": 0, "end": 1, "avg_logprob": -0.1, "no_speech_prob": 0.9},
          {"start": 1, "end": 2, "avg_logprob": -0.3, "no_speech_prob": 0.1}]}\
        """;
    try (var server = new ScriptedServer(answers(200, body))) {
      assertThat(hear(server).confidence()).isCloseTo(Math.exp(-0.2), within(1e-9));
    }
  }

  @Test
  void believesAServerThatHeardNoSpeech() {
    var body =
        """
        {"text": "Thank you.", "segments": [
          {"start": 0, "end": 1, "avg_logprob": -1.4, "no_speech_prob": 0.8}]}\
        """;
    try (var server = new ScriptedServer(answers(200, body))) {
      assertThat(hear(server)).isEqualTo(Hypothesis.NOTHING);
    }
  }

  @Test
  void sendsNothingOfSoundThatIsNoSpeech() {
    try (var server = new ScriptedServer(hears("thanks for watching"));
        var engine = new HttpEngine(settings(server.url(), LONG), "en");
        var recognizer = engine.recognizer();
        var utterance = recognizer.open(HOUSE)) {
      utterance.accept(Sounds.silence(1_000), 0, 16_000);

      assertThat(utterance.finish()).isEqualTo(Hypothesis.NOTHING);
      assertThat(server.requests()).isEmpty();
    }
  }

  @Test
  void givesUpOnAServerThatIsSilent() {
    var never = new CountDownLatch(1);
    try (var server = new ScriptedServer((_, _) -> await(never))) {
      fault(server, SHORT).hasMessageContaining("300 ms").hasMessageContaining("smaller model");
      assertThat(server.requests()).hasSizeLessThan(2);
    }
  }

  @Test
  void aCancelEndsTheRequestAndTheConnection() throws Exception {
    var asked = new CountDownLatch(1);
    var cancelled = new CountDownLatch(1);
    var gone = new CountDownLatch(1);
    try (var server =
            new ScriptedServer((_, out) -> {
              asked.countDown();
              await(cancelled);
              try {
                while (true) {
                  out.write("HTTP/1.1 100 Continue\r\n\r\n".getBytes(UTF_8)); // until nobody reads
                }
              } finally {
                gone.countDown();
              }
            });
        var engine = new HttpEngine(settings(server.url(), Duration.ofMinutes(1)), "en");
        var recognizer = engine.recognizer();
        var other = Executors.newSingleThreadExecutor()) {
      var utterance = recognizer.open(HOUSE);
      utterance.accept(Sounds.tone(1_000, 4_000), 0, 16_000);
      utterance.paused(0, 16_000);
      var words = other.submit(utterance::finish);
      assertThat(asked.await(30, TimeUnit.SECONDS)).isTrue();
      utterance.cancel();

      assertThatThrownBy(() -> words.get(30, TimeUnit.SECONDS))
          .hasCauseInstanceOf(SttException.class)
          .hasMessageContaining("cancelled");
      cancelled.countDown();
      assertThat(gone.await(30, TimeUnit.SECONDS)).isTrue();
      utterance.close();
      recognizer.open(HOUSE).close();
    }
  }

  @Test
  void aCancelEndsTheWaitForABusyServer() throws Exception {
    try (var server = new ScriptedServer(answers(429, "busy", "Retry-After: 50"));
        var engine = new HttpEngine(settings(server.url(), Duration.ofMinutes(1)), "en");
        var recognizer = engine.recognizer();
        var other = Executors.newSingleThreadExecutor()) {
      var utterance = recognizer.open(HOUSE);
      utterance.accept(Sounds.tone(1_000, 4_000), 0, 16_000);
      utterance.paused(0, 16_000);
      var words = other.submit(utterance::finish);
      while (server.requests().isEmpty()) {
        Thread.onSpinWait();
      }
      utterance.cancel();

      assertThatThrownBy(() -> words.get(30, TimeUnit.SECONDS))
          .hasCauseInstanceOf(SttException.class);
      assertThat(server.requests()).hasSize(1);
    }
  }

  @Test
  void givesUpOnAnAnswerThatNeverEnds() {
    var never = new CountDownLatch(1);
    try (var server =
        new ScriptedServer((_, out) -> {
          out.write("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{\"te".getBytes(UTF_8));
          out.flush();
          await(never);
        })) {
      fault(server, SHORT).hasMessageContaining("300 ms");
    }
  }

  @Test
  void triesAConnectionThatBreaksOnceMore() {
    try (var server =
        new ScriptedServer(
            sends("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{\"te"), hears("yes"))) {
      assertThat(hear(server).text()).isEqualTo("yes");
    }
  }

  @Test
  void triesOnceMoreAndNotAgain() {
    try (var server = new ScriptedServer(sends(""))) {
      fault(server, LONG).hasMessageContaining("broke off");
      assertThat(server.requests()).hasSize(2);
    }
  }

  @Test
  void triesAServerInTroubleOnceMore() {
    try (var server = new ScriptedServer(answers(500, "out of memory"), hears("yes"))) {
      assertThat(hear(server).text()).isEqualTo("yes");
    }
    try (var server = new ScriptedServer(answers(500, "out of\nmemory"))) {
      fault(server, LONG).hasMessageContaining("(500, \"out of memory\")");
      assertThat(server.requests()).hasSize(2);
    }
  }

  @Test
  void comesBackWhenABusyServerSaysSo() {
    try (var server = new ScriptedServer(answers(429, "", "Retry-After: 0"), hears("yes"))) {
      assertThat(hear(server).text()).isEqualTo("yes");
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {429, 503})
  void doesNotWaitLongerThanItsDeadline(int status) {
    try (var server = new ScriptedServer(answers(status, "", "Retry-After: 600"), hears("late"))) {
      fault(server, LONG).hasMessageContaining(Integer.toString(status));
      assertThat(server.requests()).hasSize(1);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "401, stt.http.key_file",
    "403, stt.http.key_file",
    "404, stt.http.model",
    "400, see its log",
  })
  void saysWhatToDoAboutARefusal(int status, String wayOut) {
    try (var server = new ScriptedServer(answers(status, "Incorrect key provided: " + KEY))) {
      fault(server, LONG).hasMessageContaining("Incorrect key").hasMessageContaining(wayOut);
      assertThat(server.requests()).hasSize(1);
    }
  }

  @Test
  void sendsTheSoundNowhereElse() {
    try (var other = new ScriptedServer(hears("stolen"));
        var server = new ScriptedServer(answers(307, "", "Location: " + other.url() + "/audio"))) {
      fault(server, LONG).hasMessageContaining("sends elsewhere, to " + other.url());
      assertThat(other.requests()).isEmpty();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"<html>Welcome</html>", "", "[1]", "{\"text\": "})
  void refusesWhatIsNoJson(String body) {
    try (var server = new ScriptedServer(answers(200, body))) {
      fault(server, LONG).hasMessageContaining("something else than JSON");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"{}", "{\"text\": 5}", "{\"error\": \"no such model\"}"})
  void refusesJsonWithoutAText(String body) {
    try (var server = new ScriptedServer(answers(200, body))) {
      fault(server, LONG).hasMessageContaining("without \"text\"").hasMessageContaining(body);
    }
  }

  @Test
  void refusesAModelThatRepeatsItself() {
    try (var server = new ScriptedServer(hears("and so on ".repeat(1_000)))) {
      fault(server, LONG).hasMessageContaining("repeats itself");
    }
  }

  @Test
  void readsNoMoreThanItsLimit() {
    var endless =
        (ScriptedServer.Script)
            (_, out) -> {
              out.write("HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n".getBytes(UTF_8));
              var piece = new byte[64 * 1024];
              // Ends when the other side has had enough.
              while (true) {
                out.write(piece);
              }
            };
    try (var server = new ScriptedServer(endless)) {
      fault(server, LONG)
          .hasMessageContaining(Integer.toString(TranscriptionServer.MOST_ANSWER_BYTES));
    }
  }

  @Test
  void saysThatNobodyIsThere() throws IOException {
    int port;
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = socket.getLocalPort();
    }
    assertThatThrownBy(() -> hear(settings("http://127.0.0.1:" + port + "/v1", LONG)))
        .isInstanceOf(SttException.class)
        .hasMessageContaining("cannot be reached")
        .hasMessageContaining("stt.http.url");
  }

  @Test
  void readsItsKeyFromAFile(@TempDir Path folder) throws IOException {
    var file = Files.writeString(folder.resolve("key"), KEY + "\n");
    try (var server = new ScriptedServer(hears("yes"))) {
      hear(new HttpSettings(server.url(), "m", "", file.toString(), true, true, LONG));

      assertThat(server.requests().getFirst().headers())
          .containsEntry("authorization", "Bearer " + KEY);
    }
  }

  @ParameterizedTest
  @CsvSource({"'', is empty", "'two words', without blanks"})
  void refusesAFileWithoutAKey(String content, String fault, @TempDir Path folder)
      throws IOException {
    var file = Files.writeString(folder.resolve("key"), content, UTF_8);
    var settings = new HttpSettings("http://h/v1", "m", "", file.toString(), true, true, LONG);

    assertThatThrownBy(() -> new HttpEngine(settings, "en").close())
        .isInstanceOf(SttException.class)
        .hasMessageContaining(fault);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "127.0.0.1:8000", "ftp://h/v1", "http://me:pw@h/v1", "http://h/v1?k=1", "h h"})
  void refusesAnAddressThatIsNone(String url) {
    var settings = settings(url, LONG);

    assertThatThrownBy(settings::endpoint)
        .isInstanceOf(SttException.class)
        .hasMessageContaining("stt.http.url");
    assertThat(settings.toString()).doesNotContain(KEY);
  }

  private static void await(CountDownLatch latch) throws IOException {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IOException(e);
    }
  }
}
