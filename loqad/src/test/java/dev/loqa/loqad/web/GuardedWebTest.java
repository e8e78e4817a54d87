package dev.loqa.loqad.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.loqa.loqad.secrets.SecretValues;
import dev.loqa.skillhost.HttpAnswer;
import dev.loqa.skillhost.HttpAsk;
import dev.loqa.skillhost.HttpRefusedException;
import dev.loqa.skillhost.SkillHostException;
import dev.loqa.skillhost.manifest.HttpRule;
import dev.loqa.skillhost.manifest.Risk;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLHandshakeException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// A web call from the guard to the cleaned answer, with names and network made up.
@Timeout(60)
final class GuardedWebTest {
  private static final Duration LONG = Duration.ofSeconds(50);
  private static final String VALUE = "s3cr3t/value+of\"mine\"";
  private static final HttpRule RULE =
      new HttpRule("api.example.org", 443, "https", Set.of("GET", "POST"), "/", null, Risk.NONE);

  private final Deque<List<InetAddress>> answers = new ArrayDeque<>();
  private final List<String> lookedUp = new CopyOnWriteArrayList<>();
  private final List<List<InetAddress>> connected = new CopyOnWriteArrayList<>();
  private final List<WebRequest> sent = new CopyOnWriteArrayList<>();
  private Connector connector = (request, pinned, most, limit) -> answer(200, "ok");
  private final SecretValues secrets =
      (skill, name) ->
          skill.equals("weather") && name.equals("key") ? Optional.of(VALUE) : Optional.empty();
  private final GuardedWeb web =
      new GuardedWeb(
          host -> {
            lookedUp.add(host);
            return answers.size() > 1 ? answers.pop() : answers.getFirst();
          },
          (request, pinned, most, limit) -> {
            sent.add(request);
            connected.add(pinned);
            return connector.exchange(request, pinned, most, limit);
          },
          secrets);

  private static RawAnswer answer(int status, String body) {
    return new RawAnswer(status, Map.of(), body.getBytes(StandardCharsets.UTF_8), false);
  }

  private static InetAddress address(String text) {
    return InetAddress.ofLiteral(text);
  }

  private static HttpAsk ask(String method, String body, Map<String, String> headers) {
    return new HttpAsk(
        method, URI.create("https://api.example.org/v1?q=1"), headers, body, null, RULE);
  }

  private HttpAnswer call(HttpAsk ask) {
    return web.call("weather", ask, 1_000, LONG);
  }

  private HttpAnswer get() {
    return call(ask("GET", "", Map.of()));
  }

  @AfterEach
  void stop() {
    web.close();
  }

  @Test
  void connectsToTheAddressThatWasJudgedAndLooksUpOnce() {
    answers.add(List.of(address("93.184.215.14")));
    answers.add(List.of(address("127.0.0.1")));

    assertThat(get()).isEqualTo(new HttpAnswer(200, Map.of(), "ok"));

    assertThat(lookedUp).containsExactly("api.example.org");
    assertThat(connected).containsExactly(List.of(address("93.184.215.14")));
    assertThat(sent.getFirst().address().authority()).isEqualTo("api.example.org");
  }

  @Test
  void judgesANameAnewAtEachCall() {
    answers.add(List.of(address("93.184.215.14")));
    answers.add(List.of(address("127.0.0.1")));
    get();

    assertThatThrownBy(this::get)
        .isInstanceOf(HttpRefusedException.class)
        .hasMessageContaining("this machine");
    assertThat(connected).hasSize(1);
  }

  @Test
  void looksUpNothingForACallThatNoRuleAllows() {
    assertThatThrownBy(() -> call(ask("DELETE", "", Map.of())))
        .isInstanceOf(HttpRefusedException.class);
    assertThat(lookedUp).isEmpty();
  }

  @Test
  void handsARedirectToTheSkillAndFollowsNone() {
    answers.add(List.of(address("93.184.215.14")));
    connector =
        (request, pinned, most, limit) ->
            new RawAnswer(
                302, Map.of("location", "http://169.254.169.254/latest"), new byte[0], false);

    assertThat(get())
        .isEqualTo(new HttpAnswer(302, Map.of("location", "http://169.254.169.254/latest"), ""));
    assertThat(connected).hasSize(1);
  }

  @Test
  void putsSecretsInPlaceOnlyOnTheWayOut() {
    answers.add(List.of(address("93.184.215.14")));

    call(ask("POST", "{\"k\":\"{{secret:key}}\"}", Map.of("X-Key", "v {{secret:key}}")));

    WebRequest request = sent.getFirst();
    assertThat(request.headers()).containsEntry("X-Key", "v " + VALUE);
    assertThat(new String(request.body(), StandardCharsets.UTF_8))
        .isEqualTo("{\"k\":\"" + VALUE + "\"}");
    assertThat(request.toString()).doesNotContain(VALUE);
  }

  @Test
  void sendsASecretAsBearerToken() {
    answers.add(List.of(address("93.184.215.14")));

    call(new HttpAsk("GET", URI.create("https://api.example.org/"), Map.of(), "", "key", RULE));

    assertThat(sent.getFirst().headers()).containsEntry("Authorization", "Bearer " + VALUE);
  }

  @Test
  void saysHowToSetASecretThatIsMissing() {
    assertThatThrownBy(() -> call(ask("POST", "{{secret:other}}", Map.of())))
        .isInstanceOf(SkillHostException.class)
        .hasMessage("the secret other is not set: loqa-skill secret set weather other");
    assertThat(lookedUp).isEmpty();
  }

  @Test
  void masksAnEchoedSecretInHeadersAndBody() {
    answers.add(List.of(address("93.184.215.14")));
    connector =
        (request, pinned, most, limit) ->
            new RawAnswer(
                200,
                Map.of("x-echo", "got " + VALUE),
                ("you sent " + new String(request.body(), StandardCharsets.UTF_8))
                    .getBytes(StandardCharsets.UTF_8),
                false);

    HttpAnswer answer = call(ask("POST", "a {{secret:key}} b", Map.of()));

    assertThat(answer.body()).isEqualTo("you sent a {{secret:key}} b");
    assertThat(answer.headers()).containsEntry("x-echo", "got {{secret:key}}");
  }

  @Test
  void masksASecretThatTheSizeLimitWouldCutInTwo() {
    answers.add(List.of(address("93.184.215.14")));
    connector =
        (request, pinned, most, limit) -> {
          byte[] all = ("x".repeat(995) + VALUE.repeat(40)).getBytes(StandardCharsets.UTF_8);
          return new RawAnswer(200, Map.of(), Arrays.copyOf(all, Math.min(most, all.length)), true);
        };

    HttpAnswer answer = call(ask("POST", "{{secret:key}}", Map.of()));

    assertThat(answer.body()).isEqualTo("x".repeat(995) + "{{secret:key}}");
    assertThat(answer.truncated()).isTrue();
  }

  @Test
  void cutsABodyAtTheLimitBetweenCharacters() {
    answers.add(List.of(address("93.184.215.14")));
    connector = (request, pinned, most, limit) -> answer(200, "ü".repeat(600));

    HttpAnswer answer = web.call("weather", ask("GET", "", Map.of()), 1_001, LONG);

    assertThat(answer.body()).isEqualTo("ü".repeat(500));
    assertThat(answer.truncated()).isTrue();
  }

  @Test
  void handsOverNoBodyThatIsPacked() {
    answers.add(List.of(address("93.184.215.14")));
    connector =
        (request, pinned, most, limit) ->
            new RawAnswer(200, Map.of("content-encoding", "gzip"), new byte[] {31, -117}, false);

    assertThat(get()).isEqualTo(new HttpAnswer(200, Map.of("content-encoding", "gzip"), "", true));
  }

  @Test
  void namesWhatWentWrongWithoutWordsOfTheServer() {
    answers.add(List.of(address("93.184.215.14")));

    assertThat(message(new ConnectException(VALUE)))
        .isEqualTo("api.example.org takes no connection");
    assertThat(message(new UnknownHostException(VALUE)))
        .isEqualTo("api.example.org is not known: check the name and the DNS");
    assertThat(message(new SSLHandshakeException(VALUE))).contains("certificate");
    assertThat(message(new SocketTimeoutException(VALUE))).contains("no answer within");
    assertThat(message(new IOException(VALUE)))
        .isEqualTo("api.example.org broke off or sent no HTTP");
    connector =
        (request, pinned, most, limit) -> {
          throw new IllegalStateException(VALUE);
        };
    assertThatThrownBy(this::get)
        .isInstanceOf(SkillHostException.class)
        .hasMessageNotContaining(VALUE);
  }

  private String message(IOException fault) {
    connector =
        (request, pinned, most, limit) -> {
          throw fault;
        };
    try {
      get();
    } catch (SkillHostException e) {
      return String.valueOf(e.getMessage());
    }
    throw new AssertionError("it came to an answer");
  }

  @Test
  void stopsACallAtItsDeadlineAndInterruptsItsThread() throws InterruptedException {
    answers.add(List.of(address("93.184.215.14")));
    CountDownLatch interrupted = new CountDownLatch(1);
    connector = (request, pinned, most, limit) -> hang(interrupted);

    assertThatThrownBy(
            () -> web.call("weather", ask("GET", "", Map.of()), 10, Duration.ofMillis(50)))
        .isInstanceOf(SkillHostException.class)
        .hasMessage("no answer within 45 ms");
    assertThat(interrupted.await(30, TimeUnit.SECONDS)).isTrue();
  }

  @Test
  void stopsACallWithItsGuest() throws InterruptedException {
    answers.add(List.of(address("93.184.215.14")));
    CountDownLatch interrupted = new CountDownLatch(1);
    CountDownLatch begun = new CountDownLatch(1);
    connector =
        (request, pinned, most, limit) -> {
          begun.countDown();
          return hang(interrupted);
        };
    Thread guest =
        Thread.ofPlatform()
            .start(() -> assertThatThrownBy(this::get).isInstanceOf(SkillHostException.class));
    assertThat(begun.await(30, TimeUnit.SECONDS)).isTrue();

    guest.interrupt();

    assertThat(interrupted.await(30, TimeUnit.SECONDS)).isTrue();
    guest.join();
  }

  @Test
  void refusesMoreCallsAtOnceThanItHasRoomFor() throws Exception {
    answers.add(List.of(address("93.184.215.14")));
    CountDownLatch begun = new CountDownLatch(16);
    CountDownLatch goOn = new CountDownLatch(1);
    connector =
        (request, pinned, most, limit) -> {
          begun.countDown();
          await(goOn);
          return answer(200, "ok");
        };
    List<FutureTask<HttpAnswer>> calls = new CopyOnWriteArrayList<>();
    for (int i = 0; i < 16; i++) {
      FutureTask<HttpAnswer> call = new FutureTask<>(this::get);
      calls.add(call);
      Thread.ofVirtual().start(call);
    }
    assertThat(begun.await(30, TimeUnit.SECONDS)).isTrue();

    assertThatThrownBy(this::get)
        .isInstanceOf(SkillHostException.class)
        .hasMessageContaining("16 web calls are under way");
    goOn.countDown();
    for (FutureTask<HttpAnswer> call : calls) {
      assertThat(call.get().status()).isEqualTo(200);
    }
  }

  private static RawAnswer hang(CountDownLatch interrupted) throws IOException {
    try {
      new CountDownLatch(1).await();
    } catch (InterruptedException e) {
      interrupted.countDown();
    }
    throw new IOException("interrupted");
  }

  private static void await(CountDownLatch latch) throws IOException {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IOException(e);
    }
  }
}
