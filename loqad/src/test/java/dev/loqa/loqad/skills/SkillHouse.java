package dev.loqa.loqad.skills;

import dev.loqa.bus.InMemoryBus;
import dev.loqa.loqad.home.SimulatedHome;
import dev.loqa.loqad.policy.HousePolicy;
import dev.loqa.loqad.policy.OwnerRules;
import dev.loqa.loqad.store.EventStore;
import dev.loqa.loqad.store.NewEvent;
import dev.loqa.loqad.store.Page;
import dev.loqa.loqad.store.Query;
import dev.loqa.loqad.store.StoreOptions;
import dev.loqa.loqad.web.Web;
import dev.loqa.protocol.Envelope;
import dev.loqa.protocol.NodeId;
import dev.loqa.skillhost.Grant;
import dev.loqa.skillhost.LoadedSkill;
import dev.loqa.skillhost.SkillFolder;
import dev.loqa.skillhost.SkillHost;
import dev.loqa.skillhost.manifest.Risk;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.LongSupplier;

/// What skills live in: a real store and skill host, a bus in memory, the demo home.
final class SkillHouse implements AutoCloseable {
  /// A module that sends whatever it is called with on as `test.heard`.
  static final String ECHO =
      "0061736d01000000" // magic, version
          + "01180460047f7f7f7f017f6000017f60017f017f60027f7f017f" // types
          + "021301076c6f71615f7632077075626c6973680000" // import loqa_v2.publish
          + "030403010203" // functions
          + "0503010002" // memory: 2 pages
          // exports: memory, loqa_abi_v2, loqa_alloc, loqa_handle
          + "073304066d656d6f727902000b6c6f71615f6162695f763200010a6c6f71615f616c6c6f6300020b"
          + "6c6f71615f68616e646c650003"
          // alloc gives 1024; handle publishes its input to the subject at 16
          + "0a1c03040041020b05004180080b0f004110410a2000200110001a41000b"
          + "0b10010041100b0a746573742e6865617264"; // data at 16: test.heard

  private static final Duration LOADING = Duration.ofSeconds(60);

  final InMemoryBus bus = new InMemoryBus();
  final EventStore store;
  final SkillHost host;
  final Alerts alerts;
  final SkillService skills;
  private final Path folder;

  SkillHouse(Path folder) {
    this(folder, Web.NONE, System::nanoTime);
  }

  /// @param nanos the clock that pauses go by
  SkillHouse(Path folder, Web web, LongSupplier nanos) {
    this.folder = folder;
    store = EventStore.open(StoreOptions.in(folder.resolve("data"), new NodeId("n")));
    SyntheticCalls synthetic = new SyntheticCalls();
    host =
        SkillLoader.host(
            store,
            bus,
            folder.resolve("cache"),
            web,
            new HousePolicy(OwnerRules.DEFAULT, List::of),
            synthetic);
    alerts = new Alerts(bus, store);
    skills =
        new SkillService(
            host,
            store,
            bus,
            new SimulatedHome(Optional.empty()),
            alerts,
            InstantSource.system(),
            nanos,
            ZoneId.of("UTC"),
            new Random(nanos.getAsLong()));
    skills.marking(synthetic);
  }

  /// Writes a skill.
  ///
  /// @param folderName below this house's folder
  SkillFolder write(String folderName, byte[] module, String manifest) throws IOException {
    Path skill = folder.resolve(folderName);
    Files.createDirectories(skill.resolve("build"));
    Files.write(skill.resolve("build/skill.wasm"), module);
    Files.writeString(skill.resolve("skill.yaml"), manifest);
    return SkillFolder.read(skill);
  }

  SkillFolder write(String folderName, String hexModule, String manifest) throws IOException {
    return write(folderName, HexFormat.of().parseHex(hexModule), manifest);
  }

  /// Loads a skill with every right that it asks for, and waits until it is ready.
  LoadedSkill load(SkillFolder skill) throws InterruptedException {
    LoadedSkill loaded = host.load(skill, Grant.asAsked(skill.manifest()));
    if (!(loaded.await(LOADING) instanceof LoadedSkill.State.Ready)) {
      throw new IllegalStateException(skill.path() + " is not ready: look at its module");
    }
    return loaded;
  }

  /// What a message from the bus is called with, for which nobody has agreed to anything.
  static CallScope scope() {
    return scope(Risk.NONE);
  }

  static CallScope scope(Risk cleared) {
    return new CallScope(null, null, "en", null, null, cleared, "bus", null);
  }

  /// Calls a skill by a message with an empty object.
  SkillRun call(String skill, String subject) {
    return skills.message(skill, subject, new byte[] {'{', '}'}, "", scope());
  }

  /// The payloads of the events of a type; those that are still on their way are waited for.
  List<String> events(String type) {
    store.append(NewEvent.of("test.mark", Envelope.ofSystem(), "{}"));
    return store.events(Query.ofType(type), Page.Cursor.START, 100).items().stream()
        .map(stored -> String.valueOf(stored.event().payload()))
        .toList();
  }

  @Override
  public void close() {
    host.close();
    alerts.close();
    store.close();
    bus.close();
  }
}
