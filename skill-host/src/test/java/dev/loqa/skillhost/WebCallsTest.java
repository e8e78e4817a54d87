package dev.loqa.skillhost;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loqa.base.json.Json;
import dev.loqa.skillhost.manifest.HttpRule;
import dev.loqa.skillhost.manifest.Risk;
import dev.loqa.skillhost.wasm.V2Module;
import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What a skill may ask of the web.
@Timeout(120)
class WebCallsTest {
  private static final String WEATHER =
      HostFixture.v2(
          "t",
          "permissions: [http:call, secrets:use]",
          "intents: {t.run: {sentences: [run]}}",
          "secrets: [token]",
          "http:",
          "  allow:",
          "    - {host: ha.local, port: 8123, scheme: http, methods: [GET, POST], path: /api/, lan: 10.0.0.0/8}",
          "    - {host: locks.local, methods: [POST], risk: pin}",
          "config: {properties: {request: {type: object}}}",
          "budgets: {http_per_min: 2, payload_kib: 4}");

  @TempDir Path folder;
  private HostFixture fixture;

  @BeforeEach
  void start() {
    fixture = new HostFixture(folder);
  }

  @AfterEach
  void stop() {
    fixture.close();
  }

  /// Reads a request from its settings, makes it with room for 8 bytes, takes the answer and logs
  /// it.
  private static byte[] asking() {
    int request = V2Module.BUFFER;
    int answer = V2Module.BUFFER + 4_096;
    return V2Module.handling(
        m ->
            m.call("config_get", "request", request, 4_096)
                .set(2)
                .i32(request)
                .get(2)
                .i32(answer)
                .i32(8)
                .call(m.index("http"))
                .set(3)
                .get(3)
                .i32(0)
                .raw(0x48, 0x04, 0x40)
                .get(3)
                .returns()
                .raw(0x0b)
                .i32(answer)
                .get(3)
                .call(m.index("take"))
                .drop()
                .i32(1)
                .i32(answer)
                .get(3)
                .call(m.index("log")),
        "config_get",
        "http",
        "take",
        "log");
  }

  private Outcome ask(String request) {
    SkillFolder read = SkillFolder.read(fixture.write("t", WEATHER, asking()));
    fixture.settings.put("request", Json.readObject(request));
    fixture.load(read, Grant.asAsked(read.manifest()));
    return fixture.call();
  }

  @Test
  void makesAWebCallOnceAndTakesALongAnswer() {
    fixture.answer = Optional.of(new HttpAnswer(200, Map.of("a", "b"), "It rains."));

    Outcome outcome =
        ask(
            "{\"method\":\"POST\",\"url\":\"http://ha.local:8123/api/x?y=1\",\"body\":\"{}\",\"secret\":\"token\",\"headers\":{\"accept\":\"text/plain\"}}");

    assertThat(outcome).isInstanceOf(Outcome.Completed.class);
    assertThat(fixture.log())
        .containsExactly(
            "{\"status\":200,\"headers\":{\"a\":\"b\"},\"body\":\"It rains.\",\"effect\":1}");
    assertThat(fixture.asked)
        .containsExactly(
            new HttpAsk(
                "POST",
                URI.create("http://ha.local:8123/api/x?y=1"),
                Map.of("accept", "text/plain"),
                "{}",
                "token",
                new HttpRule(
                    "ha.local",
                    8123,
                    "http",
                    Set.of("GET", "POST"),
                    "/api/",
                    "10.0.0.0/8",
                    Risk.NONE)));
    assertThat(outcome.trail().done())
        .containsExactly(new Effect.Http(1, "POST", "http://ha.local:8123/api/x?y=1", 200));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ' ',
      quoteCharacter = '\'',
      value = {
        "GET http://ha.local:8123/api/x 0",
        "GET http://HA.local:8123/api/x 0",
        "GET http://ha.local:8123/other -3",
        "GET http://ha.local/api/x -3",
        "GET https://ha.local:8123/api/x -3",
        "DELETE http://ha.local:8123/api/x -3",
        "GET http://evil.local:8123/api/x -3",
        "GET http://ha.local.evil:8123/api/x -3",
        "GET http://ha.local:8123/api/../x -2",
        "GET http://ha.local:8123/api/%2e%2e/x -2",
        "GET http://ha.local:8123/api//x -2",
        "GET http://me@ha.local:8123/api/x -2",
        "GET http://ha.local:8123/api/x#y -2",
        "GET file:///etc/passwd -2",
        "GET ha.local/api/x -2",
        "BREW http://ha.local:8123/api/x -2",
        "POST https://locks.local/open -3"
      })
  void holdsWebCallsAgainstTheRules(String method, String url, int result) {
    assertThat(HostFixture.result(ask("{\"method\":\"" + method + "\",\"url\":\"" + url + "\"}")))
        .isEqualTo(result);
    assertThat(fixture.asked).hasSize(result == 0 ? 1 : 0);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "{\"host\":\"x\"}; -2",
        "{\"Authorization\":\"x\"}; -2",
        "{\"a b\":\"x\"}; -2",
        "{\"a\":\"x\\r\\ny: z\"}; -2",
        "{\"a\":5}; -2",
        "{\"a\":\"x {{secret:token}}\"}; 0",
        "{\"Authorization\":\"Basic {{secret:token}}\"}; 0",
        "{\"a\":\"{{secret:bank}}\"}; -3",
        "{\"a\":\"{{secret:token}\"}; -2",
        "{\"a\":\"{{secret:TOKEN}}\"}; -2",
        "{\"{{secret:token}}\":\"x\"}; -2",
        "{\"a\":\"x\"}; 0"
      })
  void holdsHeadersAgainstTheRules(String headers, int result) {
    assertThat(
            HostFixture.result(
                ask(
                    "{\"method\":\"GET\",\"url\":\"http://ha.local:8123/api/x\",\"headers\":"
                        + headers
                        + "}")))
        .isEqualTo(result);
  }

  @Test
  void sendsOnlySecretsThatTheManifestNames() {
    assertThat(
            HostFixture.result(
                ask(
                    "{\"method\":\"GET\",\"url\":\"http://ha.local:8123/api/x\",\"secret\":\"bank\"}")))
        .isEqualTo(-3);
  }

  @Test
  void handsTheHandlesOfSecretsToThePortAsTheyStand() {
    ask(
        "{\"method\":\"POST\",\"url\":\"http://ha.local:8123/api/x\",\"body\":\"{\\\"k\\\":\\\"{{secret:token}}\\\"}\"}");

    assertThat(fixture.asked)
        .singleElement()
        .satisfies(asked -> assertThat(asked.body()).isEqualTo("{\"k\":\"{{secret:token}}\"}"));
  }

  @Test
  void saysDeniedAndAuditsWhyWhenThePortRefuses() {
    fixture.refused = "ha.local leads to the wrong place";

    assertThat(
            HostFixture.result(
                ask("{\"method\":\"POST\",\"url\":\"http://ha.local:8123/api/x?k=v\"}")))
        .isEqualTo(-3);
    assertThat(fixture.denied())
        .singleElement()
        .satisfies(denied -> {
          assertThat(denied.target()).isEqualTo("POST http://ha.local:8123/api/x");
          assertThat(denied.reason()).isEqualTo("ha.local leads to the wrong place");
        });
  }

  @Test
  void namesTheLineThatWouldAllowACall() {
    ask("{\"method\":\"PUT\",\"url\":\"http://ha.local:8123/api/x\"}");

    assertThat(fixture.denied())
        .singleElement()
        .satisfies(denied ->
            assertThat(denied.reason())
                .contains(
                    "- {host: ha.local, port: 8123, scheme: http, methods: [PUT], path: /api/x}"));
  }

  @Test
  void tellsTheGuestOfABodyThatIsNotAllThere() {
    fixture.answer = Optional.of(new HttpAnswer(200, Map.of(), "{", true));

    ask("{\"method\":\"GET\",\"url\":\"http://ha.local:8123/api/x\"}");

    assertThat(fixture.log())
        .containsExactly("{\"status\":200,\"headers\":{},\"body\":\"{\",\"truncated\":true}");
  }

  @Test
  void asksForThePinBeforeARiskyAddress() {
    assertThat(
            HostFixture.result(ask("{\"method\":\"POST\",\"url\":\"https://locks.local/open\"}")))
        .isEqualTo(-3);
    assertThat(HostFixture.result(fixture.host().call(fixture.intent().cleared(Risk.CONFIRM))))
        .isEqualTo(-3);
    assertThat(HostFixture.result(fixture.host().call(fixture.intent().cleared(Risk.PIN))))
        .isZero();
  }

  @Test
  void saysUnavailableWhenTheWebIsNotThereAndNumbersNothing() {
    fixture.answer = Optional.empty();

    Outcome outcome = ask("{\"method\":\"POST\",\"url\":\"http://ha.local:8123/api/x\"}");

    assertThat(HostFixture.result(outcome)).isEqualTo(-6);
    assertThat(outcome.trail().done()).isEmpty();
  }

  @Test
  void boundsWebCallsAMinute() {
    String request = "{\"method\":\"GET\",\"url\":\"http://ha.local:8123/api/x\"}";
    assertThat(HostFixture.result(ask(request))).isZero();
    assertThat(fixture.result()).isZero();
    assertThat(fixture.result()).isEqualTo(-5);
  }

  @Test
  void deniesAHostThatTheOwnerDidNotGrant() {
    SkillFolder read = SkillFolder.read(fixture.write("t", WEATHER, asking()));
    Grant all = Grant.asAsked(read.manifest());
    fixture.load(
        read,
        new Grant(
            all.permissions(), Set.of(), Set.of(), Set.of("locks.local"), Set.of(), Set.of()));
    fixture.settings.put("request", Map.of("method", "GET", "url", "http://ha.local:8123/api/x"));

    assertThat(fixture.result()).isEqualTo(-3);
    assertThat(fixture.denied().getFirst().reason())
        .isEqualTo("the owner has not granted this host");
  }

  private static final String NAMED =
      HostFixture.v2(
          "t",
          "permissions: [http:call]",
          "intents: {t.run: {sentences: [run]}}",
          "config: {properties: {request: {type: object}, source: {type: string, format: server, default: 'https://a.example'}}}",
          "http: {allow: [{setting: source, path: /v1/}]}");

  private int asksNamed(String url) {
    fixture.settings.put("request", Map.of("method", "GET", "url", url));
    return HostFixture.result(fixture.call());
  }

  @Test
  void aServerThatTheOwnerNamesIsTheOnlyOneFromTheNextCallOn() {
    fixture.load("t", NAMED, asking());

    assertThat(asksNamed("https://a.example/v1/x")).isZero();
    assertThat(asksNamed("https://a.example/v2/x")).isEqualTo(-3);
    assertThat(asksNamed("http://192.168.1.20:8080/v1/x")).isEqualTo(-3);

    fixture.settings.put("source", "http://192.168.1.20:8080");
    assertThat(asksNamed("http://192.168.1.20:8080/v1/x")).isZero();
    assertThat(fixture.asked.getLast().rule().lan()).isEqualTo("192.168.1.20/32");
    assertThat(asksNamed("http://192.168.1.20:80/v1/x")).isEqualTo(-3);
    assertThat(asksNamed("https://a.example/v1/x")).isEqualTo(-3);
  }

  @Test
  void aNamedServerNeedsTheOwnersGrantToo() {
    SkillFolder read = SkillFolder.read(fixture.write("t", NAMED, asking()));
    Grant all = Grant.asAsked(read.manifest());
    fixture.load(
        read, new Grant(all.permissions(), Set.of(), Set.of(), all.hosts(), Set.of(), Set.of()));

    assertThat(asksNamed("https://a.example/v1/x")).isEqualTo(-3);
    assertThat(fixture.denied().getFirst().reason())
        .isEqualTo("the owner has not granted this host");
  }
}
