package dev.loqa.loqad;

import dev.loqa.base.files.DataFolder;
import dev.loqa.base.files.PrivateFiles;
import dev.loqa.base.json.Json;
import dev.loqa.base.life.Part;
import dev.loqa.base.life.Parts;
import dev.loqa.base.process.HostName;
import dev.loqa.base.telemetry.Telemetry;
import dev.loqa.bus.Bus;
import dev.loqa.bus.BusMetrics;
import dev.loqa.bus.Rehearsal;
import dev.loqa.loqad.config.LoqaConfig;
import dev.loqa.loqad.converse.Conversations;
import dev.loqa.loqad.converse.Degradations;
import dev.loqa.loqad.converse.TurnContext;
import dev.loqa.loqad.home.Home;
import dev.loqa.loqad.home.SimulatedHome;
import dev.loqa.loqad.home.assistant.HomeAssistantHome;
import dev.loqa.loqad.home.assistant.HomeToken;
import dev.loqa.loqad.http.ApiContext;
import dev.loqa.loqad.http.HttpApi;
import dev.loqa.loqad.install.Installer;
import dev.loqa.loqad.install.ShippedSkills;
import dev.loqa.loqad.metrics.HouseMetrics;
import dev.loqa.loqad.metrics.TimerMetrics;
import dev.loqa.loqad.nodes.EdgeProcesses;
import dev.loqa.loqad.nodes.NodeRegistry;
import dev.loqa.loqad.nodes.Placements;
import dev.loqa.loqad.pin.PinLock;
import dev.loqa.loqad.registries.RegistryWatch;
import dev.loqa.loqad.skills.Alerts;
import dev.loqa.loqad.skills.CurrentCatalog;
import dev.loqa.loqad.skills.SkillService;
import dev.loqa.loqad.skills.SkillSubjects;
import dev.loqa.loqad.skills.SkillWarmup;
import dev.loqa.loqad.skills.TimerWaker;
import dev.loqa.loqad.skills.VocabularyService;
import dev.loqa.loqad.store.EventStore;
import dev.loqa.loqad.store.Outbox;
import dev.loqa.loqad.store.StoreOptions;
import dev.loqa.protocol.TtsRequest;
import dev.loqa.skillhost.SkillHost;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import java.util.random.RandomGenerator;

/// The whole core daemon. [#start] reads like a bill of materials; closing stops in reverse.
public final class Daemon implements Part {
  private final Parts parts;
  private final HttpApi http;
  private final Readiness readiness;

  private Daemon(Parts parts, HttpApi http, Readiness readiness) {
    this.parts = parts;
    this.http = http;
    this.readiness = readiness;
  }

  /// Starts everything; when something cannot start, what had started is stopped again.
  public static Daemon start(LoqaConfig config, Beginning beginning) {
    Parts parts = new Parts();
    try {
      return serve(core(config, beginning, parts), parts);
    } catch (RuntimeException | Error e) {
      closeAfter(e, parts);
      throw e;
    }
  }

  private static void closeAfter(Throwable failure, Parts parts) {
    try {
      parts.close();
    } catch (RuntimeException e) {
      failure.addSuppressed(e);
    }
  }

  /// Refuses a port that another program has before anything is started for nothing.
  private static void checkPort(LoqaConfig.Http http) {
    try (ServerSocket free = new ServerSocket()) {
      free.setReuseAddress(true);
      free.bind(new InetSocketAddress(http.host(), http.port()));
    } catch (IOException e) {
      throw new ListenException(http.host(), http.port(), e);
    }
  }

  /// What everything else stands on: the folder, the store, the bus and who is on it.
  record Core(
      LoqaConfig config,
      Beginning beginning,
      InstantSource clock,
      RandomGenerator random,
      Path data,
      Telemetry telemetry,
      EventStore store,
      List<TtsRequest> apologies,
      BusConnection connection,
      NodeRegistry nodes,
      Placements placements,
      EdgeProcesses edges) {
    Bus bus() {
      return connection.bus();
    }
  }

  private static Core core(LoqaConfig config, Beginning beginning, Parts parts) {
    Path data = beginning.data();
    InstantSource clock = InstantSource.system();
    String owner =
        "loqad \"" + config.node().name() + "\" (pid " + ProcessHandle.current().pid() + ")";
    DataFolder folder = parts.add(DataFolder.take(data, owner));
    checkPort(config.http());
    Telemetry telemetry =
        parts.add(Telemetry.start(config.telemetry(), "loqad", config.node().id().value()));
    EventStore store =
        parts.add(
            EventStore.open(
                StoreOptions.in(folder.path(), config.node().id())
                    .withRetention(config.store().retention())));
    List<TtsRequest> apologies = Interrupted.end(store, clock.instant());
    BusConnection connection =
        parts.add(BusConnection.open(config, folder.path(), new BusMetrics(telemetry.meter())));
    NodeRegistry nodes = parts.add(new NodeRegistry(connection.bus(), System::nanoTime));
    EdgeProcesses edges =
        parts.add(
            EdgeProcesses.start(
                folder.resolve("run"),
                config.services(),
                connection.edges(),
                config.edges(),
                shared(config, folder.path()),
                nodes::ended));
    Placements placements =
        parts.add(
            Placements.start(
                connection.bus(),
                nodes,
                config.placement(),
                HostName.own(),
                EdgeProcesses.nodes(config.services())));
    return new Core(
        config,
        beginning,
        clock,
        new SecureRandom(),
        folder.path(),
        telemetry,
        store,
        apologies,
        connection,
        nodes,
        placements,
        edges);
  }

  private static Daemon serve(Core core, Parts parts) {
    SkillSources sources = core.beginning().skills();
    LoqaConfig config = core.config();
    EventStore store = core.store();
    Bus bus = core.bus();
    NodeRegistry nodes = core.nodes();
    Home home = home(core, parts);
    Alerts alerts = parts.add(new Alerts(bus, store));
    Announcements announcements = new Announcements(bus, core.random());
    SkillParts house = SkillParts.start(core, sources, home, alerts, announcements::say, parts);
    SkillHost host = house.host();
    SkillService skills = house.skills();
    CurrentCatalog catalogs = house.catalogs();
    parts.add(Degradations.start(bus, store));
    // Nothing is settled before there is somebody who settles it.
    AtomicReference<BooleanSupplier> settled = new AtomicReference<>(() -> false);
    Conversations conversations =
        parts.add(conversations(core, house, () -> settled.get().getAsBoolean()));
    if (!core.beginning().still()) {
      parts.add(timers(core, skills, alerts, announcements));
    }
    VocabularyService vocabulary = parts.add(new VocabularyService(bus, catalogs));
    SkillSubjects subjects = parts.add(new SkillSubjects(bus, skills, conversations::mayCarryPin));
    Installer installer = parts.add(house.installer(vocabulary, subjects, announcements::say));
    house.followNames(home, vocabulary);
    ShippedSkills shipped =
        parts.add(new ShippedSkills(house.shipped(), installer, sources.person()));
    settled.set(shipped::settled);
    Outbox outbox = exchangeEvents(store, bus, parts);
    parts.add(metrics(core, house, outbox));

    Readiness readiness = readiness(core, home, house, shipped);
    HttpApi http =
        parts.add(
            HttpApi.start(
                new ApiContext(
                    config,
                    core.data(),
                    bus,
                    store,
                    conversations,
                    catalogs,
                    skills,
                    home,
                    alerts,
                    nodes,
                    core.edges(),
                    core.connection().enrollment(),
                    core.telemetry(),
                    readiness,
                    installer,
                    house.overview(shipped),
                    house.registries(),
                    core.random(),
                    house.secrets())));
    instance(core, http);
    parts.add(Rehearsal.start());
    parts.add(new SkillWarmup(host, catalogs, skills, core.random(), shipped::await));
    housekeeping(core, house, conversations, parts);
    parts.add(Announcements.apologiesLater(nodes, bus, core.apologies()));
    return new Daemon(parts, http, readiness);
  }

  private static TimerWaker timers(
      Core core, SkillService skills, Alerts alerts, Announcements announcements) {
    var node = core.config().node();
    return new TimerWaker(
        skills,
        alerts,
        core.store(),
        node.id(),
        core.clock(),
        System::nanoTime,
        node.timezone(),
        node.language(),
        announcements::alert,
        new TimerMetrics(core.telemetry().meter()));
  }

  /// What nobody asks for and everybody needs in the long run.
  private static void housekeeping(
      Core core, SkillParts house, Conversations conversations, Parts parts) {
    if (!core.beginning().still()) {
      parts.add(new Retainer(core.store()));
      parts.add(new RegistryWatch(house.registries(), core.clock()));
    }
    parts.add(new HeapTrimmer(conversations::changes, HeapTrimmer.Heap.OWN));
    parts.add(core.connection().renewal().watch(() -> conversations.running() == 0));
  }

  private static Readiness readiness(
      Core core, Home home, SkillParts house, ShippedSkills shipped) {
    return new Readiness(
        core.store(),
        core.connection().healthy(),
        house.host(),
        house.skills().rests(),
        home,
        core.nodes(),
        core.config().services(),
        core.edges()::states,
        house::leftOut,
        house.registries(),
        shipped);
  }

  /// The home that the configuration names, else the demo home.
  private static Home home(Core core, Parts parts) {
    return core.config()
        .homeAssistant()
        .filter(_ -> !core.beginning().still())
        .<Home>map(behind -> parts.add(HomeAssistantHome.start(behind, HomeToken.in(core.data()))))
        .orElseGet(() ->
            new SimulatedHome(
                core.store().skills().value(SkillService.HOME, SkillService.HOME_KEY)));
  }

  private static Conversations conversations(Core core, SkillParts house, BooleanSupplier settled) {
    TurnContext turns =
        new TurnContext(
            core.config().router(),
            core.telemetry(),
            core.clock(),
            core.random(),
            house.policy(),
            PinLock.in(core.data()),
            StageNodes.models(core.nodes(), core.placements()),
            StageNodes.voices(core.nodes(), core.placements()),
            settled);
    return new Conversations(
        core.connection().bus(), core.store(), house.skills(), house.catalogs(), turns);
  }

  /// What happened here goes to the stream, what happened elsewhere comes from it.
  private static Outbox exchangeEvents(EventStore store, Bus bus, Parts parts) {
    Outbox outbox = parts.add(Outbox.start(store, bus.events()::publishAll));
    parts.add(
        bus.events()
            .consume(
                store.intake().position(),
                (sequence, event) -> store.intake().accept(sequence, event)));
    return outbox;
  }

  private static HouseMetrics metrics(Core core, SkillParts house, Outbox outbox) {
    return HouseMetrics.start(
        new HouseMetrics.Sources(
            core.bus(),
            core.nodes(),
            core.store(),
            outbox,
            house.skills(),
            house.host(),
            core.data(),
            core.connection().pki(),
            core.clock()),
        core.telemetry().meter());
  }

  private static Map<String, Object> shared(LoqaConfig config, Path data) {
    return Map.of(
        "models",
        Map.of("folder", data.resolve("models").toString()),
        "telemetry",
        Map.of(
            "otlp_endpoint",
            config.telemetry().otlpEndpoint(),
            "queue_spans",
            config.telemetry().queueSpans()));
  }

  /// What local programs need to find it: the address of its HTTP API and of the bus.
  private static void instance(Core core, HttpApi http) {
    Map<String, Object> instance = new LinkedHashMap<>();
    instance.put("name", core.config().node().name());
    instance.put("pid", ProcessHandle.current().pid());
    instance.put("http", http.url());
    instance.put("bus", core.connection().edges());
    Path config = core.beginning().config();
    if (config != null) {
      instance.put("config", config.toAbsolutePath().normalize().toString());
    }
    try {
      PrivateFiles.write(core.data().resolve("run/instance.json"), Json.write(instance));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Where people and programs reach it.
  public HttpApi http() {
    return http;
  }

  public Readiness readiness() {
    return readiness;
  }

  @Override
  public void close() {
    parts.close();
  }
}
