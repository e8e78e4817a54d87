package dev.loqa.loqad.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loqa.base.json.Json;
import dev.loqa.loqad.store.NewEvent;
import dev.loqa.loqad.store.StateChange;
import dev.loqa.protocol.Envelope;
import dev.loqa.protocol.PrivacyScope;
import dev.loqa.protocol.SessionId;
import dev.loqa.skillhost.Grant;
import dev.loqa.skillhost.SkillFolder;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ApiTest {
  @TempDir Path folder;
  private TestApi api;

  @BeforeEach
  void start() throws IOException {
    api = new TestApi(folder);
  }

  @AfterEach
  void stop() {
    api.close();
  }

  @Test
  void answersTypedWordsWithAWholeTurnAndRemembersIt() throws IOException, InterruptedException {
    long before = api.store.newest();
    var response =
        api.post("/v1/say", "{\"text\":\"sing a song\",\"session_id\":\"s1\",\"more\":[1]}");
    assertThat(response.statusCode()).isEqualTo(200);
    Map<String, Object> turn = TestApi.json(response);
    assertThat(turn)
        .containsEntry("session", "s1")
        .containsEntry("transcript", "sing a song")
        .containsKeys("turn", "reply", "receipts", "audio_ms", "ledger", "trace_id");
    assertThat(String.valueOf(turn.get("ledger"))).contains("total_ms=", "stages={");

    assertThat(api.get("/v1/events?after=" + (before + 2) + "&wait_ms=10000").statusCode())
        .isEqualTo(200);
    var recorded = items(api.get("/v1/sessions/s1"), "turns");
    assertThat(recorded)
        .singleElement()
        .satisfies(one ->
            assertThat(one)
                .containsEntry("turn", turn.get("turn"))
                .containsEntry("end", "done")
                .containsKeys("why", "at"));
    assertThat(items(api.get("/v1/turns?session=s1"), "turns")).hasSize(1);
    assertThat(items(api.get("/v1/events?session=s1&type=route.decision"), "events")).hasSize(1);
  }

  @Test
  void refusesWordsItCannotTakeAndSaysWhy() throws IOException, InterruptedException {
    refuses("{\"text\":\"\"}", 400, "text is missing");
    refuses("", 400, "text is missing");
    refuses("{\"text\":7}", 400, "text is no text");
    refuses("{\"text\":\"" + "a".repeat(2_001) + "\"}", 400, "2001 characters");
    refuses("{\"text\":\"hello\",\"session_id\":\"a b\"}", 400, "a b");
    refuses("{\"text\":\"hello\",\"language\":\"../x\"}", 400, "language");
    refuses("{\"text\":\"hello\",\"speak\":\"yes\"}", 400, "speak");
    refuses("not json", 400, "send a JSON object");
    refuses("[1]", 400, "send a JSON object");
    refuses("{\"text\":\"a\",\"text\":\"b\"}", 400, "Duplicate");
    refuses("{\"text\":\"" + "a".repeat(1_000_000) + "\"}", 413, "65536 bytes");
    assertThat(api.store.newest()).isZero();
  }

  private void refuses(String body, int status, String words)
      throws IOException, InterruptedException {
    var response = api.post("/v1/say", body);
    assertThat(response.statusCode()).as(words).isEqualTo(status);
    assertThat(TestApi.error(response)).contains(words);
  }

  @Test
  void refusesALargeBodyWithoutADeclaredLength() throws IOException, InterruptedException {
    byte[] megabyte = new byte[1_000_000];
    var response =
        api.send(
            api.owner("/v1/say")
                .POST(
                    HttpRequest.BodyPublishers.ofInputStream(
                        () -> new ByteArrayInputStream(megabyte))));
    assertThat(response.statusCode()).isEqualTo(413);
  }

  @Test
  void showsASkillThatRestsAndReleasesIt() throws IOException, InterruptedException {
    Path folder = api.data.resolve("weather");
    Files.createDirectories(folder);
    Files.writeString(
        folder.resolve("skill.yaml"),
        """
        metadata: {name: weather, version: 1.0.0, description: A test., author: Tests}
        runtime: {mode: wasm, module: build/none.wasm, host_version: v2}
        """);
    api.store.appendAll(
        List.of(),
        List.of(
            new StateChange.KvPut(
                "loqa.health",
                "weather",
                "{\"version\":\"1.0.0\",\"since\":\"2026-01-05T12:00:00Z\",\"failures\":5,\"why\":\"trapped\"}"
                    .getBytes(StandardCharsets.UTF_8))));
    SkillFolder read = SkillFolder.read(folder);
    api.host.load(read, Grant.asAsked(read.manifest()));

    assertThat(api.get("/readyz").body())
        .contains(
            "rests since 2026-01-05T12:00:00Z, because it failed 5 times in ten minutes (trapped)");
    assertThat(TestApi.json(api.post("/v1/skills/weather/release", "")))
        .containsEntry("released", true);
    assertThat(TestApi.json(api.post("/v1/skills/weather/release", "")))
        .containsEntry("released", false);
    assertThat(api.get("/readyz").body()).doesNotContain("rests since");
    assertThat(api.post("/v1/skills/wether/release", "").statusCode()).isEqualTo(404);
  }

  @Test
  void listsEverySessionAndEventOnceAcrossPages() throws IOException, InterruptedException {
    for (int i = 0; i < 25; i++) {
      api.store.append(event("s" + i));
    }
    assertThat(all("/v1/sessions?limit=4", "sessions", "cursor", "session"))
        .hasSize(25)
        .doesNotHaveDuplicates();
    assertThat(all("/v1/events?limit=7", "events", "after", "sequence"))
        .hasSize(25)
        .doesNotHaveDuplicates();
    assertThat(all("/v1/events?limit=7&order=desc", "events", "after", "sequence"))
        .isEqualTo(all("/v1/events?limit=7", "events", "after", "sequence").reversed());
  }

  private static NewEvent event(String session) {
    Envelope envelope =
        new Envelope(null, new SessionId(session), null, null, null, PrivacyScope.PERSISTENT);
    return NewEvent.of("test.event", envelope, "{\"n\":1}");
  }

  private List<Object> all(String path, String name, String cursor, String key)
      throws IOException, InterruptedException {
    List<Object> found = new ArrayList<>();
    Object next = null;
    do {
      var page = TestApi.json(api.get(next == null ? path : path + "&" + cursor + "=" + next));
      for (Object item : (List<?>) page.getOrDefault(name, List.of())) {
        found.add(((Map<?, ?>) item).get(key));
      }
      next = page.get("next");
    } while (next != null);
    return found;
  }

  @SuppressWarnings("unchecked") // plain values of our own JSON
  private static List<Map<String, Object>> items(HttpResponse<String> response, String name) {
    assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
    return (List<Map<String, Object>>) TestApi.json(response).getOrDefault(name, List.of());
  }

  @Test
  void refusesAQueryThatMakesNoSense() throws IOException, InterruptedException {
    for (String path :
        List.of(
            "/v1/sessions?limit=0",
            "/v1/sessions?limit=many",
            "/v1/events?order=up",
            "/v1/events?since=yesterday",
            "/v1/events?after=-1",
            "/v1/events?session=a%20b",
            "/v1/events?wait_ms=99999999")) {
      assertThat(api.get(path).statusCode()).as(path).isEqualTo(400);
    }
    assertThat(api.get("/v1/sessions/nobody").statusCode()).isEqualTo(404);
    assertThat(api.get("/v1/nothing").statusCode()).isEqualTo(404);
    assertThat(api.post("/v1/alerts/none/ack", "").statusCode()).isEqualTo(404);
    var other = api.send(api.owner("/v1/home").DELETE());
    assertThat(other.statusCode()).isEqualTo(405);
    assertThat(TestApi.error(other)).contains("use GET");
  }

  @Test
  void aWaitingCallerHearsOfAnEventAtOnce() throws Exception {
    try (var waiter = Executors.newVirtualThreadPerTaskExecutor()) {
      CompletableFuture<HttpResponse<String>> answer =
          CompletableFuture.supplyAsync(() -> waitForEvent(), waiter);
      api.store.append(event("news"));
      assertThat(items(answer.get(15, TimeUnit.SECONDS), "events")).hasSize(1);
    }
  }

  private HttpResponse<String> waitForEvent() {
    try {
      return api.get("/v1/events?after=0&wait_ms=15000");
    } catch (IOException | InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void showsTheHouse() throws IOException, InterruptedException {
    assertThat(items(api.get("/v1/home"), "entities"))
        .anySatisfy(entity ->
            assertThat(entity)
                .containsEntry("id", "light.kitchen")
                .containsEntry("kind", "light")
                .containsEntry("state", "off"));
    assertThat(items(api.get("/v1/timers"), "timers")).isEmpty();
    assertThat(items(api.get("/v1/alerts"), "alerts")).isEmpty();
    assertThat(items(api.get("/v1/nodes"), "nodes")).isEmpty();
    assertThat(TestApi.json(api.get("/v1/catalog"))).containsEntry("language", "en");
    assertThat(TestApi.json(api.post("/v1/events/verify", ""))).containsEntry("sound", true);
  }

  @Test
  void theDocumentNamesEveryOperationAndNoOther() throws IOException, InterruptedException {
    var document = TestApi.json(api.send(api.request("/openapi.json")));
    assertThat(document).containsEntry("openapi", "3.1.0");
    Set<String> documented = new TreeSet<>();
    ((Map<?, ?>) document.getOrDefault("paths", Map.of()))
        .forEach((path, operations) ->
            ((Map<?, ?>) operations)
                .forEach((method, operation) -> {
                  documented.add(String.valueOf(method).toUpperCase(Locale.ROOT) + " " + path);
                  boolean open = ((Map<?, ?>) operation).containsKey("security");
                  assertThat(open)
                      .as("security of " + path)
                      .isEqualTo(!String.valueOf(path).startsWith("/v1/"));
                }));
    Set<String> routed = new TreeSet<>();
    api.api.routes().forEach(route -> routed.add(route.method() + " " + route.path()));
    assertThat(documented).isEqualTo(routed);
  }

  @Test
  void everyReferenceOfTheDocumentLeadsSomewhere() throws IOException, InterruptedException {
    String text = api.send(api.request("/openapi.json")).body();
    Map<String, Object> document = Json.readObject(text);
    var references = Pattern.compile("\"#/([^\"]+)\"").matcher(text).results().toList();
    assertThat(references).isNotEmpty();
    for (var reference : references) {
      Object at = document;
      for (String step : reference.group(1).split("/", -1)) {
        at = at instanceof Map<?, ?> map ? map.get(step) : null;
      }
      assertThat(at).as(reference.group(1)).isNotNull();
    }
  }
}
