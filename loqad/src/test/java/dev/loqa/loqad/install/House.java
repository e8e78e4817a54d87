package dev.loqa.loqad.install;

import dev.loqa.base.life.Part;
import dev.loqa.base.life.Parts;
import dev.loqa.bus.InMemoryBus;
import dev.loqa.loqad.home.SimulatedHome;
import dev.loqa.loqad.install.Installer.Step;
import dev.loqa.loqad.secrets.SecretFolder;
import dev.loqa.loqad.skills.Alerts;
import dev.loqa.loqad.skills.CurrentCatalog;
import dev.loqa.loqad.skills.SkillLoader;
import dev.loqa.loqad.skills.SkillService;
import dev.loqa.loqad.skills.SkillSubjects;
import dev.loqa.loqad.store.EventStore;
import dev.loqa.loqad.store.Page;
import dev.loqa.loqad.store.Query;
import dev.loqa.loqad.store.StoreOptions;
import dev.loqa.loqad.web.Web;
import dev.loqa.protocol.NodeId;
import dev.loqa.skillhost.SkillHost;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// What of a daemon has to do with installing, with real parts on a folder, as after a start.
final class House implements Part {
  final Path data;
  final EventStore store;
  final InMemoryBus bus;
  final SkillHost host;
  final SkillService skills;
  final SkillSubjects subjects;
  final CurrentCatalog catalog;
  final InstalledSkills installed;
  final Installer installer;
  final ShippedPackages packages;
  final SecretFolder secrets;
  final List<String> broken;
  final BlockingQueue<String> said = new LinkedBlockingQueue<>();
  final BlockingQueue<String> heard = new LinkedBlockingQueue<>();
  private final Parts parts = new Parts();
  private final AtomicLong minutes = new AtomicLong();

  House(Path data) {
    this(data, Set.of(), step -> {});
  }

  House(Path data, Set<String> fromFolders, Consumer<Step> reached) {
    this(data, fromFolders, null, reached);
  }

  /// @param shipped the folder of the packages that came with Loqa
  House(Path data, Set<String> fromFolders, @Nullable Path shipped, Consumer<Step> reached) {
    this.data = data;
    packages = new ShippedPackages(shipped, new OwnKey(data.resolve("skills.key")));
    secrets = new SecretFolder(data.resolve("secrets"), null);
    InstantSource clock = InstantSource.system();
    bus = parts.add(new InMemoryBus());
    store = parts.add(EventStore.open(StoreOptions.in(data, new NodeId("n"))));
    host = parts.add(SkillLoader.host(store, bus, data.resolve("cache"), Web.NONE));
    SimulatedHome home = new SimulatedHome(Optional.empty());
    Alerts alerts = parts.add(new Alerts(bus, store));
    installed = InstalledSkills.open(data.resolve("skills"), store, fromFolders);
    installed.load(host);
    broken = installed.broken();
    skills =
        new SkillService(
            host,
            store,
            bus,
            home,
            alerts,
            clock,
            // A minute goes by between any two looks, so that no skill pauses after a failure.
            () -> minutes.addAndGet(60_000_000_000L),
            ZoneId.of("UTC"),
            new SecureRandom());
    catalog = new CurrentCatalog(skills::manifests, home, "en", skills::examples);
    subjects = parts.add(new SkillSubjects(bus, skills));
    installer =
        parts.add(
            new Installer(
                installed,
                new Installer.Surroundings(
                    host,
                    catalog,
                    timers -> {
                      skills.timersChanged(timers);
                      subjects.follow();
                    },
                    packages,
                    secrets,
                    said::add,
                    clock,
                    new SecureRandom()),
                reached));
    skills.watchedBy((version, outcome, _) -> installer.ended(version, outcome));
    bus.subscribe(
        "test.heard", delivery -> heard.add(new String(delivery.body(), StandardCharsets.UTF_8)));
  }

  /// Brings what came with Loqa in, as a start does.
  static ShippedSkills bring(House house) {
    try (ShippedSkills shipped = new ShippedSkills(house.packages, house.installer, "anna")) {
      shipped.await();
      return shipped;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("interrupted", e);
    }
  }

  /// Installs what the owner has looked at and agreed to.
  Plan agree(Offer offer) {
    String consent = installer.plan(offer).consent();
    return installer.install(offer, consent, false).plan();
  }

  /// The version that runs; none when the skill is not there.
  Optional<String> running() {
    return host.skill("echo").map(skill -> skill.version());
  }

  List<String> events() {
    return store.events(Query.all(), Page.Cursor.START, 1_000).items().stream()
        .map(stored -> stored.event().type())
        .filter(type -> type.startsWith("audit.install."))
        .map(type -> type.substring("audit.install.".length()))
        .toList();
  }

  @Override
  public void close() {
    parts.close();
  }
}
