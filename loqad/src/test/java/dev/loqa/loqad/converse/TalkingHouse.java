package dev.loqa.loqad.converse;

import dev.loqa.base.json.Json;
import dev.loqa.base.life.Parts;
import dev.loqa.base.telemetry.Telemetry;
import dev.loqa.base.telemetry.TelemetryConfig;
import dev.loqa.bus.InMemoryBus;
import dev.loqa.loqad.home.SimulatedHome;
import dev.loqa.loqad.pin.PinLock;
import dev.loqa.loqad.policy.HousePolicy;
import dev.loqa.loqad.policy.OwnerRules;
import dev.loqa.loqad.skills.ActingModule;
import dev.loqa.loqad.skills.Alerts;
import dev.loqa.loqad.skills.CurrentCatalog;
import dev.loqa.loqad.skills.SkillLoader;
import dev.loqa.loqad.skills.SkillService;
import dev.loqa.loqad.skills.SyntheticCalls;
import dev.loqa.loqad.store.EventStore;
import dev.loqa.loqad.store.NewEvent;
import dev.loqa.loqad.store.Page;
import dev.loqa.loqad.store.Query;
import dev.loqa.loqad.store.StoreOptions;
import dev.loqa.loqad.web.Web;
import dev.loqa.protocol.Envelope;
import dev.loqa.protocol.NodeId;
import dev.loqa.protocol.SessionId;
import dev.loqa.protocol.TurnReport;
import dev.loqa.skillhost.Grant;
import dev.loqa.skillhost.SkillFolder;
import dev.loqa.skillhost.SkillHost;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.atomic.AtomicBoolean;

/// A house that can be talked to: the whole path from typed words to the store, with skills whose
/// modules a test makes up.
final class TalkingHouse implements AutoCloseable {
  final InMemoryBus bus;
  final EventStore store;
  final SimulatedHome home = new SimulatedHome(Optional.empty());
  final SkillHost host;
  final SkillService skills;
  final Conversations conversations;
  final PinLock pin;

  /// Whether there is a language model to ask.
  final AtomicBoolean model = new AtomicBoolean();

  /// Whether there is a voice to answer with.
  final AtomicBoolean voice = new AtomicBoolean();

  private final Parts parts = new Parts();
  private final Path folder;
  private final CurrentCatalog catalog;

  TalkingHouse(Path folder, OwnerRules rules) {
    this.folder = folder;
    bus = parts.add(new InMemoryBus());
    store = parts.add(EventStore.open(StoreOptions.in(folder.resolve("data"), new NodeId("n"))));
    Telemetry telemetry = parts.add(Telemetry.start(TelemetryConfig.DEFAULT, "test", "test"));
    HousePolicy policy = HousePolicy.of(rules, home);
    host =
        parts.add(
            SkillLoader.host(
                store, bus, folder.resolve("cache"), Web.NONE, policy, new SyntheticCalls()));
    Alerts alerts = parts.add(new Alerts(bus, store));
    skills =
        new SkillService(
            host,
            store,
            bus,
            home,
            alerts,
            InstantSource.system(),
            ZoneId.of("UTC"),
            new Random(1));
    pin = PinLock.in(folder.resolve("data"));
    catalog = new CurrentCatalog(skills::manifests, home, "en", skills::examples);
    conversations =
        parts.add(
            new Conversations(
                bus,
                store,
                skills,
                catalog,
                new TurnContext(
                    ConverseConfig.DEFAULT,
                    telemetry,
                    InstantSource.system(),
                    new Random(2),
                    policy,
                    pin,
                    model::get,
                    voice::get)));
  }

  /// Installs a skill that sends `messages` and replies with `reply`.
  ///
  /// @param manifest what stands in it beside metadata and runtime
  void install(String name, String manifest, List<ActingModule.Sent> messages, byte[] reply)
      throws IOException, InterruptedException {
    Path skill = folder.resolve(name);
    Files.createDirectories(skill.resolve("build"));
    Files.write(skill.resolve("build/skill.wasm"), ActingModule.of(messages, reply));
    Files.writeString(
        skill.resolve("skill.yaml"),
        """
        metadata: {name: %s, version: 1.0.0, description: Acts., author: Tests}
        runtime: {mode: wasm, module: build/skill.wasm, host_version: v2}
        %s
        """
            .formatted(name, manifest));
    load(skill);
  }

  /// Installs the skill of a folder.
  void load(Path skill) throws InterruptedException {
    SkillFolder read = SkillFolder.read(skill);
    host.load(read, Grant.asAsked(read.manifest())).await(Duration.ofSeconds(60));
    catalog.rebuild();
  }

  /// The same with a reply in words.
  void install(String name, String manifest, List<ActingModule.Sent> messages, String reply)
      throws IOException, InterruptedException {
    install(name, manifest, messages, reply.getBytes(StandardCharsets.UTF_8));
  }

  /// Says something in the one conversation and waits for the answer.
  TurnReport say(String text) {
    return say(text, "en");
  }

  TurnReport say(String text, String language) {
    return conversations.say(
        new Utterance(
            new SessionId("s"),
            conversations.newTurn(),
            text,
            language,
            null,
            null,
            Utterance.Path.TEXT,
            false,
            voice.get(),
            1,
            Map.of()));
  }

  /// The payloads of the events of a type; those that are still on their way are waited for.
  List<Map<String, Object>> events(String type) {
    store.append(NewEvent.of("test.mark", Envelope.ofSystem(), "{}"));
    return store.events(Query.ofType(type), Page.Cursor.START, 100).items().stream()
        .map(stored -> Json.readObject(stored.event().payload()))
        .toList();
  }

  String state(String entity) {
    return Optional.ofNullable(home.entities().get(entity)).orElseThrow().state();
  }

  @Override
  public void close() {
    parts.close();
  }
}
