package dev.loqa.loqad.skills;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loqa.base.json.Json;
import dev.loqa.bus.InMemoryBus;
import dev.loqa.loqad.home.SimulatedHome;
import dev.loqa.loqad.store.EventStore;
import dev.loqa.loqad.store.NewEvent;
import dev.loqa.loqad.store.Page;
import dev.loqa.loqad.store.Query;
import dev.loqa.loqad.store.SkillState;
import dev.loqa.loqad.store.StoreOptions;
import dev.loqa.loqad.web.Web;
import dev.loqa.protocol.Envelope;
import dev.loqa.protocol.NodeId;
import dev.loqa.skillhost.Grant;
import dev.loqa.skillhost.SkillFolder;
import dev.loqa.skillhost.SkillHost;
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
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
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
  private static final String ECHO =
      "0061736d01000000"
          + "01180460047f7f7f7f017f6000017f60017f017f60027f7f017f"
          + "021301076c6f71615f7632077075626c6973680000"
          + "030403010203"
          + "0503010002"
          + "073304066d656d6f727902000b6c6f71615f6162695f763200010a6c6f71615f616c6c6f6300020b"
          + "6c6f71615f68616e646c650003"
          + "0a1c03040041020b05004180080b0f004110410a2000200110001a41000b"
          + "0b10010041100b0a746573742e6865617264";

  @TempDir private Path folder;
  private final BlockingQueue<String> heard = new LinkedBlockingQueue<>();
  private InMemoryBus bus;
  private EventStore store;
  private SkillHost host;
  private Alerts alerts;
  private SkillService skills;

  @BeforeEach
  void start() {
    bus = new InMemoryBus();
    store = EventStore.open(StoreOptions.in(folder.resolve("data"), new NodeId("n")));
    host = SkillLoader.host(store, bus, folder.resolve("cache"), Web.NONE);
    alerts = new Alerts(bus, store);
    skills =
        new SkillService(
            host,
            store,
            bus,
            new SimulatedHome(Optional.empty()),
            alerts,
            InstantSource.system(),
            ZoneId.of("UTC"),
            new Random(1));
    bus.subscribe(
        "test.heard", delivery -> heard.add(new String(delivery.body(), StandardCharsets.UTF_8)));
  }

  @AfterEach
  void stop() {
    host.close();
    alerts.close();
    store.close();
    bus.close();
  }

  private SkillFolder echo(String publish) throws Exception {
    Path skill = folder.resolve("echo");
    Files.createDirectories(skill.resolve("build"));
    Files.write(skill.resolve("build/skill.wasm"), HexFormat.of().parseHex(ECHO));
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
    host.load(read, Grant.asAsked(read.manifest())).await(Duration.ofSeconds(60));
    return read;
  }

  private static CallScope scope(Risk cleared) {
    return new CallScope(null, null, "en", null, null, cleared, "bus", null);
  }

  private SkillRun open(Risk cleared) {
    return skills.message(
        "echo", "door.opened", "{\"door\":1}".getBytes(StandardCharsets.UTF_8), "", scope(cleared));
  }

  private List<Map<String, Object>> events(String type) {
    return store.events(Query.ofType(type), Page.Cursor.START, 100).items().stream()
        .map(stored -> Json.readObject(stored.event().payload()))
        .toList();
  }

  @Test
  void keepsWhatACallWasAnsweredAndItReplays() throws Exception {
    SkillFolder echo = echo("test.heard");

    SkillRun run = open(Risk.NONE);

    CallRecord record =
        RecordJson.of(Json.readObject(store.skills().record(run.id()).orElseThrow()));
    assertThat(record.skillVersion()).isEqualTo("1.2.0");
    assertThat(record.calls()).singleElement().extracting(call -> call.result()).isEqualTo(1L);
    try (Replayer replayer = new Replayer(echo)) {
      assertThat(replayer.replay(record).identical()).isTrue();
    }
    assertThat(heard).hasSize(1);
    assertThat(store.skills().recorded("echo", null, 10))
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
    store.append(NewEvent.of("test.mark", Envelope.ofSystem(), "{}"));

    Map<String, Object> denied = events("audit.denied").getFirst();
    assertThat(denied)
        .containsEntry("call", "publish")
        .containsEntry("target", "test.heard")
        .containsKey("invocation_id");
    assertThat(
            skills
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
    store.append(NewEvent.of("test.mark", Envelope.ofSystem(), "{}"));
    assertThat(risky.ok()).isFalse();
    assertThat(risky.words()).contains("I cannot write anything down", "so I did nothing");
    assertThat(events("audit.denied")).isEmpty();

    SkillRun harmless = open(Risk.NONE);
    store.append(NewEvent.of("test.mark", Envelope.ofSystem(), "{}"));
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
