package dev.loqa.loqad.http;

import dev.loqa.base.config.ConfigSource;
import dev.loqa.base.json.Json;
import dev.loqa.base.life.Parts;
import dev.loqa.base.telemetry.Telemetry;
import dev.loqa.base.telemetry.TelemetryConfig;
import dev.loqa.bus.InMemoryBus;
import dev.loqa.bus.pki.Pki;
import dev.loqa.bus.roster.Enrollment;
import dev.loqa.bus.roster.Roster;
import dev.loqa.loqad.Readiness;
import dev.loqa.loqad.config.LoqaConfig;
import dev.loqa.loqad.converse.Conversations;
import dev.loqa.loqad.converse.TurnContext;
import dev.loqa.loqad.home.SimulatedHome;
import dev.loqa.loqad.install.InstalledSkills;
import dev.loqa.loqad.install.Installer;
import dev.loqa.loqad.install.OwnKey;
import dev.loqa.loqad.install.ShippedPackages;
import dev.loqa.loqad.install.ShippedSkills;
import dev.loqa.loqad.install.SkillOverview;
import dev.loqa.loqad.nodes.EdgeProcesses;
import dev.loqa.loqad.nodes.NodeRegistry;
import dev.loqa.loqad.pin.PinLock;
import dev.loqa.loqad.policy.HousePolicy;
import dev.loqa.loqad.registries.Registries;
import dev.loqa.loqad.secrets.SecretFolder;
import dev.loqa.loqad.skills.Alerts;
import dev.loqa.loqad.skills.CurrentCatalog;
import dev.loqa.loqad.skills.SkillHealth;
import dev.loqa.loqad.skills.SkillLoader;
import dev.loqa.loqad.skills.SkillService;
import dev.loqa.loqad.skills.SyntheticCalls;
import dev.loqa.loqad.store.EventStore;
import dev.loqa.loqad.store.StoreOptions;
import dev.loqa.loqad.web.Web;
import dev.loqa.skillhost.SkillHost;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.random.RandomGenerator;

/// A whole API on a free port: real store, real conversations without skills, a bus in memory.
final class TestApi implements AutoCloseable {
  private static final Duration LIMIT = Duration.ofSeconds(20);

  final InMemoryBus bus;
  final EventStore store;
  final NodeRegistry nodes;
  final Conversations conversations;
  final HttpApi api;
  final SkillHost host;
  final SkillService skills;
  final Path data;
  final List<Roster> rosters = new CopyOnWriteArrayList<>();
  final List<String> said = new CopyOnWriteArrayList<>();
  private final HttpClient client = HttpClient.newBuilder().connectTimeout(LIMIT).build();
  private final Parts parts = new Parts();
  private final SecretFolder secrets;

  TestApi(Path data) throws IOException {
    this.data = data;
    this.secrets = new SecretFolder(data.resolve("secrets"), null);
    Files.createDirectories(data.resolve("run"));
    LoqaConfig config = LoqaConfig.read(ConfigSource.empty(Map.of()));
    InstantSource clock = InstantSource.system();
    RandomGenerator random = new SecureRandom();
    Telemetry telemetry = parts.add(Telemetry.start(TelemetryConfig.DEFAULT, "test", "test"));
    bus = parts.add(new InMemoryBus());
    store = parts.add(EventStore.open(StoreOptions.in(data, config.node().id())));
    nodes = parts.add(new NodeRegistry(bus, System::nanoTime));
    EdgeProcesses edges =
        parts.add(
            EdgeProcesses.start(
                data.resolve("run"), List.of(), Map.of(), Map.of(), Map.of(), nodes::ended));
    SimulatedHome home = new SimulatedHome(Optional.empty());
    Alerts alerts = parts.add(new Alerts(bus, store));
    HousePolicy policy = HousePolicy.of(config.policy(), home);
    host =
        parts.add(
            SkillLoader.host(
                store, bus, data.resolve("cache"), Web.NONE, policy, new SyntheticCalls()));
    skills =
        new SkillService(host, store, bus, home, alerts, clock, config.node().timezone(), random);
    CurrentCatalog catalog = new CurrentCatalog(skills::manifests, home, "en", skills::examples);
    Installing install = installing(clock, random, catalog);
    TurnContext turns =
        new TurnContext(
            config.router(),
            telemetry,
            clock,
            random,
            policy,
            PinLock.in(data),
            () -> false,
            () -> false);
    conversations = parts.add(new Conversations(bus, store, skills, catalog, turns));
    api =
        parts.add(
            HttpApi.start(
                new ApiContext(
                    config,
                    data,
                    bus,
                    store,
                    conversations,
                    catalog,
                    skills,
                    home,
                    alerts,
                    nodes,
                    edges,
                    Optional.of(enrollment()),
                    telemetry,
                    readiness(home, edges, install),
                    install.installer(),
                    install.overview(),
                    install.registries(),
                    random,
                    secrets)));
  }

  /// An authority of its own, for a bus that follows whatever is decided.
  private Enrollment enrollment() {
    Clock now = Clock.systemUTC();
    Pki pki = Pki.open(data.resolve("pki"), now);
    return Enrollment.open(data.resolve("pki"), pki, Set.of("loqad"), now, rosters::add);
  }

  /// What installs skills, and what is known of them.
  private record Installing(
      Installer installer, SkillOverview overview, Registries registries, ShippedSkills shipped) {}

  private Installing installing(InstantSource clock, RandomGenerator random, CurrentCatalog catalog)
      throws IOException {
    InstalledSkills installed =
        InstalledSkills.open(data.resolve("skills"), store, Set.of("timer"));
    Registries registries = new Registries(store, clock, said::add);
    installed.heeding(registries);
    skills.unless(version ->
        registries
            .resting(String.valueOf(version.folder().path().getFileName()))
            .map(SkillHealth.Rest.Revoked::new));
    ShippedPackages packages = new ShippedPackages(null, new OwnKey(data.resolve("skills.key")));
    Installer installer =
        parts.add(
            new Installer(
                installed,
                new Installer.Surroundings(
                    host,
                    catalog,
                    _ -> registries.skillsChanged(),
                    packages,
                    secrets,
                    said::add,
                    clock,
                    random)));
    ShippedSkills shipped = parts.add(new ShippedSkills(packages, installer, "test"));
    SkillOverview overview = new SkillOverview(host, store, installed, packages, shipped::notes);
    return new Installing(installer, overview, registries, shipped);
  }

  private Readiness readiness(SimulatedHome home, EdgeProcesses edges, Installing install) {
    return new Readiness(
        store,
        () -> true,
        host,
        skills.rests(),
        home,
        nodes,
        List.of("stt"),
        edges::states,
        () -> List.of("bad: broken"),
        install.registries(),
        install.shipped());
  }

  String token() throws IOException {
    return Files.readString(data.resolve("run/token"));
  }

  HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create(api.url() + path)).timeout(LIMIT);
  }

  /// A request with the token.
  HttpRequest.Builder owner(String path) throws IOException {
    return request(path).header("Authorization", "Bearer " + token());
  }

  HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
    return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
  }

  HttpResponse<byte[]> sendForBytes(HttpRequest.Builder request)
      throws IOException, InterruptedException {
    return client.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
  }

  HttpResponse<String> get(String path) throws IOException, InterruptedException {
    return send(owner(path));
  }

  HttpResponse<String> post(String path, String body) throws IOException, InterruptedException {
    return send(owner(path).POST(HttpRequest.BodyPublishers.ofString(body)));
  }

  static Map<String, Object> json(HttpResponse<String> response) {
    return Json.readObject(response.body());
  }

  /// The three parts of an error, joined.
  static String error(HttpResponse<String> response) {
    Map<?, ?> error = (Map<?, ?>) Optional.ofNullable(json(response).get("error")).orElseThrow();
    return error.get("thing") + " " + error.get("fault") + ": " + error.get("way_out");
  }

  @Override
  public void close() {
    client.close();
    parts.close();
  }
}
