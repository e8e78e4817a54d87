package dev.loqa.loqad.skills;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loqa.base.json.Json;
import dev.loqa.loqad.store.NewEvent;
import dev.loqa.loqad.store.Page;
import dev.loqa.loqad.store.Query;
import dev.loqa.protocol.Envelope;
import dev.loqa.skillhost.Grant;
import dev.loqa.skillhost.LoadedSkill;
import dev.loqa.skillhost.SkillFolder;
import dev.loqa.skillhost.manifest.Manifest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A real skill that sends whatever it is called with on as `test.heard`.
final class SkillSubjectsTest {
  private static final byte[] BODY = "{}".getBytes(StandardCharsets.UTF_8);

  @TempDir private Path folder;
  private SkillHouse house;
  private final BlockingQueue<Map<String, Object>> heard = new LinkedBlockingQueue<>();

  @BeforeEach
  void start() {
    house = new SkillHouse(folder);
    house.bus.subscribe("test.heard", delivery -> heard.add(Json.readObject(delivery.body())));
  }

  @AfterEach
  void stop() {
    house.close();
  }

  private SkillFolder skill(String name, String subscribe) throws IOException {
    Path skill = folder.resolve(name);
    Files.createDirectories(skill.resolve("build"));
    Files.write(skill.resolve("build/skill.wasm"), HexFormat.of().parseHex(SkillHouse.ECHO));
    Files.writeString(
        skill.resolve("skill.yaml"),
        """
        metadata: {name: %s, version: 1.0.0, description: Echoes., author: Tests}
        runtime: {mode: wasm, module: build/skill.wasm, host_version: v2}
        capabilities: {bus: {publish: [test.heard], subscribe: [%s]}}
        permissions: ["bus:publish", "bus:subscribe"]
        budgets: {wall_ms: 20000, publish_per_min: 6000}
        """
            .formatted(name, subscribe));
    return SkillFolder.read(skill);
  }

  private void load(SkillFolder skill, Grant grant) throws InterruptedException {
    house.host.load(skill, grant).await(Duration.ofSeconds(60));
  }

  private void load(SkillFolder skill) throws InterruptedException {
    load(skill, Grant.asAsked(skill.manifest()));
  }

  private void send(String subject, String body) {
    house.bus.publishRaw(subject, body.getBytes(StandardCharsets.UTF_8));
  }

  private Map<String, Object> next() throws InterruptedException {
    Map<String, Object> message = heard.poll(30, TimeUnit.SECONDS);
    assertThat(message).as("a message that the skill was called for").isNotNull();
    return message;
  }

  private List<String> denied() {
    return house.store.events(Query.ofType("audit.denied"), Page.Cursor.START, 10).items().stream()
        .map(stored -> String.valueOf(stored.event().payload()))
        .toList();
  }

  @Test
  void callsASkillForTheSubjectsItSubscribesTo() throws Exception {
    load(skill("echo", "weather.changed, skill.other.start"));
    try (SkillSubjects _ = new SkillSubjects(house.bus, house.skills)) {
      send("weather.changed", "{\"sky\":\"grey\"}");
      assertThat(next())
          .containsEntry("type", "message")
          .containsEntry("subject", "weather.changed")
          .extractingByKey("payload")
          .asInstanceOf(org.assertj.core.api.InstanceOfAssertFactories.MAP)
          .containsEntry("sky", "grey");

      send("skill.other.start", "{}");
      assertThat(next()).containsEntry("subject", "skill.other.start");
    }
  }

  @Test
  void whoeverHasAnAnswerFindsAPlaceForTheNextQuestion() throws Exception {
    load(skill("echo", "skill.echo.ask"));
    try (SkillSubjects _ = new SkillSubjects(house.bus, house.skills);
        ExecutorService askers = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<List<Map<String, Object>>>> asking = new ArrayList<>();
      for (int asker = 0; asker < SkillSubjects.MOST_OF_A_SKILL; asker++) {
        asking.add(askers.submit(() -> answers(10)));
      }
      for (Future<List<Map<String, Object>>> asked : asking) {
        assertThat(asked.get()).allSatisfy(answer -> assertThat(answer).doesNotContainKey("error"));
      }
    }
  }

  private List<Map<String, Object>> answers(int questions) {
    List<Map<String, Object>> answers = new ArrayList<>();
    for (int i = 0; i < questions; i++) {
      answers.add(
          Json.readObject(
              house.bus.requestRaw("skill.echo.ask", BODY, Duration.ofSeconds(60)).body()));
    }
    return answers;
  }

  @Test
  void callsItOnceForAMessageThatSeveralSubjectsMatch() throws Exception {
    load(skill("echo", "skill.echo.>, skill.echo.a.b, skill.echo.a.*, skill.echo.start"));
    try (SkillSubjects _ = new SkillSubjects(house.bus, house.skills)) {
      send("skill.echo.a.b", "{\"n\":1}");
      assertThat(next()).containsEntry("subject", "skill.echo.a.b");
      send("skill.echo.start", "{\"n\":2}");
      assertThat(next()).containsEntry("subject", "skill.echo.start");
      send("skill.echo.x.y.z", "{\"n\":3}");
      assertThat(next()).containsEntry("subject", "skill.echo.x.y.z");
    }
    assertThat(heard).isEmpty();
  }

  @Test
  void answersARequestBelowItsOwnName() throws Exception {
    load(skill("echo", "skill.echo.deep.down"));
    try (SkillSubjects _ = new SkillSubjects(house.bus, house.skills)) {
      Map<String, Object> answer =
          Json.readObject(
              house
                  .bus
                  .requestRaw(
                      "skill.echo.deep.down",
                      "{}".getBytes(StandardCharsets.UTF_8),
                      Duration.ofSeconds(30))
                  .body());
      assertThat(answer).containsEntry("skill", "echo").doesNotContainKey("error");
    }
  }

  @Test
  void doesNotDeliverWhatTheOwnerDidNotGrantAndAuditsIt() throws Exception {
    SkillFolder echo = skill("echo", "weather.changed, door.opened");
    Manifest manifest = echo.manifest();
    Grant all = Grant.asAsked(manifest);
    load(
        echo,
        new Grant(
            all.permissions(), all.publish(), Set.of("door.opened"), Set.of(), Set.of(), Set.of()));
    try (SkillSubjects _ = new SkillSubjects(house.bus, house.skills)) {
      send("weather.changed", "{}");
      send("door.opened", "{}");
      assertThat(next()).containsEntry("subject", "door.opened");
    }
    assertThat(heard).isEmpty();
    house.store.append(NewEvent.of("test.mark", Envelope.ofSystem(), "{}"));
    assertThat(denied())
        .singleElement()
        .asString()
        .contains("weather.changed", "subscribe", "the owner's grant");
  }

  @Test
  void followsWhatTheActiveVersionListensTo() throws Exception {
    load(skill("echo", "weather.changed, door.opened"));
    try (SkillSubjects subjects = new SkillSubjects(house.bus, house.skills)) {
      load(skill("echo", "door.opened, skill.echo.a.*"));
      subjects.follow();

      send("weather.changed", "{}");
      send("door.opened", "{}");
      assertThat(next()).containsEntry("subject", "door.opened");
      send("skill.echo.a.b", "{}");
      assertThat(next()).containsEntry("subject", "skill.echo.a.b");

      house.host.unload("echo");
      subjects.follow();
      send("door.opened", "{}");
    }
    assertThat(heard).isEmpty();
  }

  /// Every message is answered by one call, whichever version is active, also on a subject that the
  /// versions subscribe to by different patterns.
  @Test
  void noMessageIsLostOrDoubledWhileVersionsChange() throws Exception {
    int messages = 600;
    List<LoadedSkill> versions = new ArrayList<>();
    for (String subscribe :
        List.of(
            "door.opened, skill.echo.a.b",
            "skill.echo.>, door.opened",
            "door.opened, skill.echo.a.*")) {
      SkillFolder read = skill("echo", subscribe);
      LoadedSkill version = house.host.prepare(read, Grant.asAsked(read.manifest()));
      version.await(Duration.ofSeconds(60));
      versions.add(version);
    }
    house.host.activate(versions.getFirst());
    Map<String, Integer> times = new HashMap<>();
    try (SkillSubjects subjects = new SkillSubjects(house.bus, house.skills)) {
      for (int sent = 0; sent < messages; sent += 20) {
        for (int n = sent; n < sent + 20; n++) {
          send(n % 2 == 0 ? "door.opened" : "skill.echo.a.b", "{\"n\":" + n + "}");
        }
        house.host.activate(versions.get(sent / 20 % versions.size())); // while those are under way
        subjects.follow();
        for (int n = 0; n < 20; n++) {
          times.merge(String.valueOf(next().get("payload")), 1, Integer::sum);
        }
      }
    }

    assertThat(heard).isEmpty();
    assertThat(times).hasSize(messages).allSatisfy((_, count) -> assertThat(count).isEqualTo(1));
  }

  @Test
  void auditsACommandThatTheSkillDoesNotHave() throws Exception {
    load(skill("echo", "door.opened"));
    try (SkillSubjects _ = new SkillSubjects(house.bus, house.skills)) {
      Map<String, Object> answer =
          Json.readObject(
              house
                  .bus
                  .requestRaw(
                      "skill.echo.dance",
                      "{}".getBytes(StandardCharsets.UTF_8),
                      Duration.ofSeconds(30))
                  .body());
      assertThat(String.valueOf(answer.get("error"))).contains("does not listen");
    }
    assertThat(denied()).singleElement().asString().contains("skill.echo.dance", "invoke");
  }
}
