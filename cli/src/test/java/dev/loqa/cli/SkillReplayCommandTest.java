package dev.loqa.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.loqa.base.json.Json;
import dev.loqa.protocol.InvocationId;
import dev.loqa.skillhost.Audit;
import dev.loqa.skillhost.EffectPolicy;
import dev.loqa.skillhost.Grant;
import dev.loqa.skillhost.HostPorts;
import dev.loqa.skillhost.ImmediateEffects;
import dev.loqa.skillhost.InvocationType;
import dev.loqa.skillhost.LoadedSkill;
import dev.loqa.skillhost.SkillFolder;
import dev.loqa.skillhost.SkillHost;
import dev.loqa.skillhost.SkillHostOptions;
import dev.loqa.skillhost.SkillInvocation;
import dev.loqa.skillhost.SkillState;
import dev.loqa.skillhost.record.CallRecord;
import dev.loqa.skillhost.record.CallRecorder;
import dev.loqa.skillhost.record.RecordJson;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// `loqa-skill replay` and `why-denied` beside a loqad that only answers.
@Timeout(120)
class SkillReplayCommandTest {
  /// Publishes whatever it is called with to `test.heard`.
  private static final String ECHO =
      "0061736d01000000"
          + "01180460047f7f7f7f017f6000017f60017f017f60027f7f017f"
          + "021301076c6f71615f7632077075626c6973680000"
          + "030403010203"
          + "0503010002"
          + "073304066d656d6f727902000b6c6f71615f6162695f763200010a6c6f71615f616c6c6f6300020b"
          + "6c6f71615f68616e646c650003"
          + "0a1c03040041020b05004180080b0f004110410a2000200110001a41000b"
          + "0b10010041100b0a";

  private static final String HEARD = "746573742e6865617264";
  private static final String OTHER = "746573742e6f74686572";

  @TempDir private Path folder = Path.of("");
  private final Map<String, Object> answers = new LinkedHashMap<>();
  private HttpServer server;

  @BeforeEach
  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 16);
    server.createContext(
        "/",
        exchange -> {
          Object answer = answers.get(exchange.getRequestURI().toString());
          byte[] body =
              Json.write(
                  answer != null
                      ? answer
                      : Map.of(
                          "error",
                          Map.of(
                              "status",
                              404,
                              "thing",
                              "it",
                              "fault",
                              "is not known",
                              "way_out",
                              "look")));
          exchange.sendResponseHeaders(answer != null ? 200 : 404, body.length);
          exchange.getResponseBody().write(body);
          exchange.close();
        });
    server.start();
    Files.createDirectories(folder.resolve("data/run"));
    Files.writeString(folder.resolve("data/run/token"), "token");
    Files.write(
        folder.resolve("data/run/instance.json"),
        Json.write(
            Map.of(
                "pid",
                ProcessHandle.current().pid(),
                "http",
                "http://127.0.0.1:" + server.getAddress().getPort())));
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  private SkillFolder echo(String name, String subject) throws IOException {
    Path skill = folder.resolve(name);
    Files.createDirectories(skill.resolve("build"));
    Files.write(skill.resolve("build/skill.wasm"), HexFormat.of().parseHex(ECHO + subject));
    Files.writeString(
        skill.resolve("skill.yaml"),
        """
        metadata: {name: echo, version: 1.2.0, description: Echoes., author: Tests}
        runtime: {mode: wasm, module: build/skill.wasm, host_version: v2}
        capabilities: {bus: {publish: [test.heard], subscribe: [door.opened]}}
        permissions: ["bus:publish", "bus:subscribe"]
        budgets: {wall_ms: 60000}
        """);
    return SkillFolder.read(skill);
  }

  private static CallRecord record(SkillFolder skill) throws InterruptedException {
    try (SkillHost host =
        new SkillHost(
            SkillHostOptions.defaults(),
            new HostPorts(
                SkillState.EMPTY,
                ImmediateEffects.NONE,
                EffectPolicy.FREE,
                Audit.NOBODY,
                Clock.systemUTC(),
                new Random(1)))) {
      LoadedSkill loaded = host.load(skill, Grant.asAsked(skill.manifest()));
      assertThat(loaded.await(Duration.ofSeconds(60))).isInstanceOf(LoadedSkill.State.Ready.class);
      SkillInvocation invocation =
          SkillInvocation.of(
              "echo",
              new InvocationId("i-1"),
              InvocationType.MESSAGE,
              "door.opened",
              "{\"door\":1}",
              Instant.parse("2026-11-21T10:00:00Z"));
      CallRecorder recorder = new CallRecorder(invocation);
      return recorder.end(host.call(invocation, loaded, recorder));
    }
  }

  private void recorded(SkillFolder active) throws InterruptedException {
    answers.put(
        "/v1/invocations/i-1",
        Map.of(
            "invocation_id",
            "i-1",
            "skill",
            "echo",
            "record",
            RecordJson.toMap(record(active)),
            "skill_folder",
            active.path().toString()));
    answers.put(
        "/v1/invocations?skill=echo&limit=1",
        Map.of("invocations", List.of(Map.of("invocation_id", "i-1"))));
    answers.put(
        "/v1/invocations?limit=1&skill=echo", answers.get("/v1/invocations?skill=echo&limit=1"));
  }

  private Run skill(String... args) {
    List<String> all = new ArrayList<>(List.of(args));
    all.add("--data");
    all.add(folder.resolve("data").toString());
    return Run.skill(all.toArray(String[]::new));
  }

  @Test
  void replaysTheNewestCallOfASkill() throws Exception {
    recorded(echo("echo", HEARD));

    Run run = skill("replay", "--last", "echo");

    assertThat(run.out())
        .contains(
            "i-1  door.opened", "the same module", "identical: completed; calls: 1, effects: 1");
    assertThat(run.code()).isZero();
  }

  @Test
  void showsWhatAnotherVersionWouldHaveDone() throws Exception {
    recorded(echo("echo", HEARD));
    echo("next", OTHER);

    Run run = skill("replay", "i-1", "--with", folder.resolve("next").toString());

    assertThat(run.code()).isEqualTo(1);
    assertThat(run.out())
        .contains(
            "another module", "call 1:", "- publish(\"test.heard\"", "+ publish(\"test.other\"")
        .contains("(the record does not hold it)", "different: 1 of 1 calls");
  }

  @Test
  void printsOneDocumentForPrograms() throws Exception {
    recorded(echo("echo", HEARD));

    Map<String, Object> printed = Json.readObject(skill("replay", "i-1", "--json").out());

    assertThat(printed).containsEntry("different", 0L);
    assertThat(printed.get("replays"))
        .asInstanceOf(org.assertj.core.api.InstanceOfAssertFactories.LIST)
        .singleElement()
        .asInstanceOf(org.assertj.core.api.InstanceOfAssertFactories.MAP)
        .containsEntry("identical", true)
        .containsEntry("invocation", "i-1");
  }

  @Test
  void saysWhyACallCannotBeReplayed() throws Exception {
    answers.put("/v1/invocations/i-2", Map.of("invocation_id", "i-2", "skill", "echo"));
    answers.put("/v1/invocations?session=s-1&limit=1000", Map.of("invocations", List.of()));
    answers.put("/v1/invocations?limit=1000&session=s-1", Map.of("invocations", List.of()));

    Run forgotten = skill("replay", "i-2");
    assertThat(forgotten.code()).isEqualTo(1);
    assertThat(forgotten.out()).contains("i-2: it was not recorded, or is forgotten by now");
    Run none = skill("replay", "--session", "s-1");
    assertThat(none.code()).isEqualTo(1);
    assertThat(none.err()).contains("session s-1 has no recorded call");
    assertThat(skill("replay").code()).isEqualTo(2);
    assertThat(skill("replay", "i-2", "--last", "echo").code()).isEqualTo(2);
    assertThat(Run.skill("replay", "i-1", "--data", folder.resolve("nobody").toString()).code())
        .isEqualTo(6);
  }

  @Test
  void printsWhatWasDeniedAndWhatWouldAllowIt() {
    answers.put(
        "/v1/denials?limit=10&of=echo",
        Map.of(
            "denials",
            List.of(
                Map.of(
                    "at", "2026-11-21T10:00:00Z",
                    "skill", "echo",
                    "invocation_id", "i-1",
                    "call", "publish",
                    "target", "home.command",
                    "reason", "the manifest does not list it",
                    "kind", "not_listed",
                    "line", "skill.yaml: capabilities: {bus: {publish: [home.command]}}",
                    "risk", "echo could send to home.command.",
                    "way_out", "The author adds the line."))));
    answers.put("/v1/denials?limit=10", Map.of("denials", List.of()));

    Run run = skill("why-denied", "echo");

    assertThat(run.code()).isZero();
    assertThat(run.out())
        .contains("echo  publish home.command  (i-1)", "line:    skill.yaml: capabilities:")
        .contains("risk:    echo could send", "way out: The author");
    assertThat(skill("why-denied").out()).contains("nothing was denied of late");
    assertThat(skill("why-denied", "--limit", "0").code()).isEqualTo(2);
  }
}
