package dev.loqa.loqad.skills;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loqa.base.json.Json;
import dev.loqa.loqad.store.NewEvent;
import dev.loqa.loqad.store.Page;
import dev.loqa.loqad.store.Query;
import dev.loqa.loqad.store.SkillState;
import dev.loqa.protocol.Envelope;
import dev.loqa.skillhost.Grant;
import dev.loqa.skillhost.SkillFolder;
import dev.loqa.skillhost.denials.Denial;
import dev.loqa.skillhost.manifest.Risk;
import dev.loqa.skillhost.record.CallRecord;
import dev.loqa.skillhost.record.RecordJson;
import dev.loqa.skillhost.record.Replayer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// What the store keeps of a real skill's calls: one that sends on whatever it is called with.
@Timeout(120)
final class RecordedCallsTest {
  @TempDir private Path folder;
  private final BlockingQueue<String> heard = new LinkedBlockingQueue<>();
  private SkillHouse house;

  @BeforeEach
  void start() {
    house = new SkillHouse(folder);
    house.bus.subscribe(
        "test.heard", delivery -> heard.add(new String(delivery.body(), StandardCharsets.UTF_8)));
  }

  @AfterEach
  void stop() {
    house.close();
  }

  private SkillFolder echo(String publish) throws Exception {
    Path skill = folder.resolve("echo");
    Files.createDirectories(skill.resolve("build"));
    Files.write(skill.resolve("build/skill.wasm"), HexFormat.of().parseHex(SkillHouse.ECHO));
    Files.writeString(
        skill.resolve("skill.yaml"),
        """
        metadata: {name: echo, version: 1.2.0, description: Echoes., author: Tests}
        runtime: {mode: wasm, module: build/skill.wasm, host_version: v2}
        capabilities: {bus: {publish: [%s], subscribe: [door.opened]}}
        permissions: ["bus:publish", "bus:subscribe"]
        budgets: {wall_ms: 20000}
        """
            .formatted(publish));
    SkillFolder read = SkillFolder.read(skill);
    house.host.load(read, Grant.asAsked(read.manifest())).await(Duration.ofSeconds(60));
    return read;
  }

  private static CallScope scope(Risk cleared) {
    return new CallScope(null, null, "en", null, null, cleared, "bus", null);
  }

  private SkillRun open(Risk cleared) {
    return house.skills.message(
        "echo", "door.opened", "{\"door\":1}".getBytes(StandardCharsets.UTF_8), "", scope(cleared));
  }

  private List<Map<String, Object>> events(String type) {
    return house.store.events(Query.ofType(type), Page.Cursor.START, 100).items().stream()
        .map(stored -> Json.readObject(stored.event().payload()))
        .toList();
  }

  @Test
  void keepsWhatACallWasAnsweredAndItReplays() throws Exception {
    SkillFolder echo = echo("test.heard");

    SkillRun run = open(Risk.NONE);

    CallRecord record =
        RecordJson.of(Json.readObject(house.store.skills().record(run.id()).orElseThrow()));
    assertThat(record.skillVersion()).isEqualTo("1.2.0");
    assertThat(record.calls()).singleElement().extracting(call -> call.result()).isEqualTo(1L);
    try (Replayer replayer = new Replayer(echo)) {
      assertThat(replayer.replay(record).identical()).isTrue();
    }
    assertThat(heard).hasSize(1);
    assertThat(house.store.skills().recorded("echo", null, 10))
        .singleElement()
        .extracting(SkillState.Invocation::id)
        .isEqualTo(run.id());
  }

  @Test
  void theEventOfACallNamesWhatItDid() throws Exception {
    echo("test.heard");

    open(Risk.NONE);

    assertThat(events("skill.result"))
        .singleElement()
        .extracting(event -> event.get("did"))
        .isEqualTo(List.of(Map.of("effect", 1L, "call", "publish", "target", "test.heard")));
  }

  @Test
  void aDenialSaysWhatWasAskedAndWhatWouldAllowIt() throws Exception {
    echo("test.other");

    open(Risk.NONE);
    house.store.append(NewEvent.of("test.mark", Envelope.ofSystem(), "{}"));

    Map<String, Object> denied = events("audit.denied").getFirst();
    assertThat(denied)
        .containsEntry("call", "publish")
        .containsEntry("target", "test.heard")
        .containsKey("invocation_id");
    assertThat(
            house
                .skills
                .why(
                    new Denial(
                        "echo", "publish", "test.heard", String.valueOf(denied.get("reason"))))
                .line())
        .isEqualTo("skill.yaml: capabilities: {bus: {publish: [test.heard]}}");
  }

  /// The store takes events and refuses calls. That the guest ran is seen by what it was denied.
  @Test
  void aRiskyCallThatCannotBeRecordedDoesNotRun() throws Exception {
    echo("test.other");
    behindTheStore("ALTER TABLE invocations RENAME TO elsewhere");

    SkillRun risky = open(Risk.CONFIRM);
    house.store.append(NewEvent.of("test.mark", Envelope.ofSystem(), "{}"));
    assertThat(risky.ok()).isFalse();
    assertThat(risky.words()).contains("I cannot write anything down", "so I did nothing");
    assertThat(events("audit.denied")).isEmpty();

    SkillRun harmless = open(Risk.NONE);
    house.store.append(NewEvent.of("test.mark", Envelope.ofSystem(), "{}"));
    assertThat(harmless.ok()).isFalse();
    assertThat(events("audit.denied")).hasSize(1);
    assertThat(events("skill.result")).isEmpty();

    behindTheStore("ALTER TABLE elsewhere RENAME TO invocations");
    assertThat(open(Risk.CONFIRM).ok()).isTrue();
  }

  private void behindTheStore(String sql) throws SQLException {
    try (Connection connection =
            DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("data/events.db"));
        Statement statement = connection.createStatement()) {
      statement.executeUpdate(sql);
    }
  }
}
