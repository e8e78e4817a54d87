package dev.loqa.loqad.skills;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.loqa.base.json.Json;
import dev.loqa.loqad.home.SimulatedHome;
import dev.loqa.loqad.route.SkillCall;
import dev.loqa.loqad.secrets.SecretFolder;
import dev.loqa.loqad.web.GuardedWeb;
import dev.loqa.protocol.Receipt;
import dev.loqa.skillhost.Grant;
import dev.loqa.skillhost.Receipts;
import dev.loqa.skillhost.SkillFolder;
import dev.loqa.skillhost.manifest.Risk;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

/// The whole path of a web call: a module in WebAssembly, the host, the guard, a real server on
/// loopback, the receipt and what is remembered of it.
@Timeout(120)
final class SkillWebTest {
  private static final String VALUE = "planted-S3cret/with+signs";

  private static final List<String> LOGGERS = List.of("skill", "dev.loqa", "org.apache");

  @TempDir private Path folder;
  private final List<String> received = new CopyOnWriteArrayList<>();
  private final ListAppender<ILoggingEvent> log = new ListAppender<>();
  private HttpServer server;
  private GuardedWeb web;
  private SecretFolder secrets;
  private SkillHouse house;
  private Purpose purpose = Purpose.LIVE;

  @BeforeEach
  void start() throws IOException {
    log.start();
    for (String name : LOGGERS) {
      Logger logger = (Logger) LoggerFactory.getLogger(name);
      logger.setLevel(Level.TRACE);
      logger.addAppender(log);
    }
    server = HttpServer.create(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0), 0);
    server.createContext("/", this::echo);
    server.start();
    secrets = new SecretFolder(folder.resolve("secrets"), null);
    web = GuardedWeb.ofMachine(secrets);
    house = new SkillHouse(folder, web, System::nanoTime);
  }

  /// Says what it heard: the worst that an honest server does.
  private void echo(HttpExchange exchange) throws IOException {
    String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    String heard =
        exchange.getRequestMethod()
            + " "
            + exchange.getRequestURI()
            + " key="
            + exchange.getRequestHeaders().getFirst("X-Key")
            + " authorization="
            + exchange.getRequestHeaders().getFirst("Authorization")
            + " body="
            + body;
    received.add(heard);
    String packed = Base64.getEncoder().encodeToString(heard.getBytes(StandardCharsets.UTF_8));
    byte[] answer = (heard + " " + packed).getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().add("X-Echo", heard);
    int status = exchange.getRequestURI().getPath().endsWith("/broken") ? 500 : 200;
    exchange.sendResponseHeaders(status, answer.length);
    exchange.getResponseBody().write(answer);
    exchange.close();
  }

  @AfterEach
  void stop() {
    house.close();
    web.close();
    server.stop(0);
    for (String name : LOGGERS) {
      Logger logger = (Logger) LoggerFactory.getLogger(name);
      logger.detachAppender(log);
      logger.setLevel(null);
    }
  }

  private int port() {
    return server.getAddress().getPort();
  }

  private SkillRun run(String method, String path, String rest, Risk cleared)
      throws IOException, InterruptedException {
    Path skill = folder.resolve("caller");
    Files.createDirectories(skill.resolve("build"));
    String request =
        "{\"method\":\"%s\",\"url\":\"http://127.0.0.1:%d%s\"%s}"
            .formatted(method, port(), path, rest);
    Files.write(
        skill.resolve("build/skill.wasm"),
        AskingModule.of(
            request, "{\"receipts\":[{\"action\":\"call\",\"target\":\"server\",\"effect\":1}]}"));
    Files.writeString(
        skill.resolve("skill.yaml"),
        """
        metadata: {name: caller, version: 1.0.0, description: Calls., author: Tests}
        runtime: {mode: wasm, module: build/skill.wasm, host_version: v2}
        permissions: ["http:call", "secrets:use", "storage:kv"]
        storage: {kv: true}
        secrets: [key]
        intents: {caller.run: {sentences: [call it]}}
        responses: {caller.run: "Called."}
        http:
          allow:
            - {host: 127.0.0.1, port: %1$d, scheme: http, methods: [GET, POST], path: /api, lan: 127.0.0.0/8}
            - {host: 127.0.0.1, port: %1$d, scheme: http, methods: [POST], path: /api/lock, lan: 127.0.0.0/8, risk: confirm}
            - {host: 127.0.0.1, port: %1$d, scheme: http, path: /away, lan: 10.0.0.0/8}
        budgets: {wall_ms: 60000}
        """
            .formatted(port()));
    SkillFolder read = SkillFolder.read(skill);
    house.host.load(read, Grant.asAsked(read.manifest())).await(Duration.ofSeconds(60));
    return house.skills.run(
        new SkillCall("caller.run", Map.of(), "call it", Risk.NONE),
        new CallScope(null, null, "en", null, null, cleared, "person", null, purpose),
        List.of());
  }

  private String answer() {
    return house
        .store
        .skills()
        .value("caller", "answer")
        .map(value -> new String(value, StandardCharsets.UTF_8))
        .orElse("");
  }

  private List<Map<String, Object>> events(String type) {
    return house.events(type).stream().map(Json::readObject).toList();
  }

  @Test
  void isNotCalledToWarmUp() throws Exception {
    run("POST", "/api/x", ",\"body\":\"{}\"", Risk.NONE);
    SkillCatalog catalog =
        SkillCatalog.of(house.skills.manifests(), new SimulatedHome(Optional.empty()), "en");

    try (SkillWarmup warmup =
        new SkillWarmup(house.host, () -> catalog, house.skills, new Random(1), () -> {})) {
      assertThat(warmup.await(Duration.ofSeconds(60))).isTrue();
    }

    assertThat(received).hasSize(1);
  }

  @Test
  void callsAServerAndProvesItByAReceipt() throws Exception {
    SkillRun run = run("POST", "/api/x?a=b%20c", ",\"body\":\"{}\"", Risk.NONE);

    assertThat(received).containsExactly("POST /api/x?a=b%20c key=null authorization=null body={}");
    assertThat(run.receipts()).containsExactly(new Receipt("call", "server", Receipt.DONE));
    assertThat(Json.readObject(answer())).containsEntry("status", 200L).containsEntry("effect", 1L);
    assertThat(events("skill.http"))
        .singleElement()
        .satisfies(event ->
            assertThat(event)
                .containsEntry("skill", "caller")
                .containsEntry("target", "POST http://127.0.0.1:" + port() + "/api/x")
                .containsEntry("status", 200L));
  }

  @Test
  void marksWhatNobodyMeant() throws Exception {
    purpose = Purpose.SYNTHETIC;

    run("POST", "/api/x", "", Risk.NONE);
    run("GET", "/away", "", Risk.NONE);

    for (String type : List.of("skill.http", "audit.denied", "skill.result", "skill.failed")) {
      assertThat(events(type))
          .as(type)
          .isNotEmpty()
          .allMatch(event -> event.containsKey("synthetic"));
    }
  }

  @Test
  void failsAReceiptWhoseServerDidNotDoIt() throws Exception {
    SkillRun run = run("POST", "/api/broken", "", Risk.NONE);

    assertThat(received).hasSize(1);
    assertThat(run.receipts()).containsExactly(new Receipt("call", "server", Receipts.FAILED));
  }

  @Test
  void deniesAndAuditsAnAddressOutsideTheAgreedNetwork() throws Exception {
    SkillRun run = run("GET", "/away", "", Risk.NONE);

    assertThat(run.error()).contains("it returned -3");
    assertThat(received).isEmpty();
    assertThat(events("audit.denied"))
        .singleElement()
        .satisfies(event ->
            assertThat(event)
                .containsEntry("call", "http")
                .containsEntry("target", "GET http://127.0.0.1:" + port() + "/away")
                .containsEntry(
                    "reason",
                    "127.0.0.1 leads to the wrong place, 127.0.0.1 is this machine: the rule"
                        + " allows 10.0.0.0/8 only"));
  }

  @Test
  void makesARiskyCallOnlyAfterItWasClearedAndWrittenDown() throws Exception {
    SkillRun run = run("POST", "/api/lock/open", "", Risk.NONE);
    assertThat(run.error()).contains("it returned -3");
    assertThat(received).isEmpty();

    run("POST", "/api/lock/open", "", Risk.CONFIRM);

    assertThat(received).hasSize(1);
    assertThat(events("skill.http")).hasSize(2);
    assertThat(events("skill.http").getFirst()).doesNotContainKey("status");
  }

  @Test
  void keepsASecretFromEverythingButTheServer() throws Exception {
    secrets.set("caller", "key", VALUE);

    run(
        "POST",
        "/api/x",
        ",\"body\":\"a {{secret:key}} b\",\"secret\":\"key\",\"headers\":{\"X-Key\":\"{{secret:key}}\"}",
        Risk.NONE);

    assertThat(received)
        .containsExactly(
            "POST /api/x key="
                + VALUE
                + " authorization=Bearer "
                + VALUE
                + " body=a "
                + VALUE
                + " b");
    String seen = answer();
    assertThat(seen).contains("key={{secret:key}}").contains("body=a {{secret:key}} b");
    house.store.close();
    assertThat(planted(seen.getBytes(StandardCharsets.UTF_8))).isFalse();
    assertThat(log.list)
        .isNotEmpty()
        .noneMatch(line ->
            planted(
                (line.getFormattedMessage() + line.getKeyValuePairs() + line.getThrowableProxy())
                    .getBytes(StandardCharsets.UTF_8)));
    try (Stream<Path> files = Files.walk(folder)) {
      List<Path> written =
          files
              .filter(Files::isRegularFile)
              .filter(file -> !file.startsWith(folder.resolve("secrets")))
              .toList();
      assertThat(written).anyMatch(file -> file.toString().endsWith(".db"));
      assertThat(written).noneMatch(SkillWebTest::holdsIt);
      assertThat(holdsIt(folder.resolve("secrets/caller.json"))).as("the search finds it").isTrue();
    }
  }

  private static boolean holdsIt(Path file) {
    try {
      return planted(Files.readAllBytes(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Whether the value is in there, plain or packed.
  private static boolean planted(byte[] bytes) {
    String text = new String(bytes, StandardCharsets.ISO_8859_1);
    return text.contains(VALUE)
        || text.contains(VALUE.substring(0, 12))
        || text.contains(VALUE.replace("/", "\\/"))
        || text.contains(
            Base64.getEncoder()
                .encodeToString(VALUE.getBytes(StandardCharsets.UTF_8))
                .substring(0, 16));
  }
}
