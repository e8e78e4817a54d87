package dev.loqa.bench.install;

import dev.loqa.base.json.Json;
import dev.loqa.bench.measure.Goal;
import dev.loqa.bench.measure.Line;
import dev.loqa.bench.measure.Row;
import dev.loqa.bench.measure.Size;
import dev.loqa.bench.measure.TemporaryFolder;
import dev.loqa.bus.Bus;
import dev.loqa.bus.BusException;
import dev.loqa.bus.NatsBus;
import dev.loqa.bus.NatsServer;
import dev.loqa.bus.NatsServerOptions;
import dev.loqa.loqad.home.SimulatedHome;
import dev.loqa.loqad.install.InstalledSkills;
import dev.loqa.loqad.install.Installer;
import dev.loqa.loqad.install.Offer;
import dev.loqa.loqad.install.OwnKey;
import dev.loqa.loqad.install.ShippedPackages;
import dev.loqa.loqad.secrets.SecretFolder;
import dev.loqa.loqad.skills.Alerts;
import dev.loqa.loqad.skills.CurrentCatalog;
import dev.loqa.loqad.skills.SkillLoader;
import dev.loqa.loqad.skills.SkillService;
import dev.loqa.loqad.skills.SkillSubjects;
import dev.loqa.loqad.store.EventStore;
import dev.loqa.loqad.store.StoreOptions;
import dev.loqa.loqad.web.Web;
import dev.loqa.protocol.NodeId;
import dev.loqa.skillhost.LoadedSkill;
import dev.loqa.skillhost.Outcome;
import dev.loqa.skillhost.SkillHost;
import dev.loqa.skillhost.packages.SigningKey;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/// Requests to a skill over the bus while it is replaced again and again: each must be answered,
/// and each must have run once. Real nats-server, store, installer and skill host in one process;
/// every swap is a whole installation of a signed package.
public final class SwapRow implements Row {
  private static final Goal NONE = Goal.atMost(0, 0, "");
  private static final int CALLERS = 32;
  private static final Duration ANSWER = Duration.ofSeconds(60);
  private static final byte[] BODY = "{}".getBytes(StandardCharsets.UTF_8);

  @Override
  public List<Line> measure(Size size) throws Exception {
    int messages = size.of(1_000_000, 2_000);
    int swaps = size.of(20, 3);
    try (TemporaryFolder folder = TemporaryFolder.make();
        NatsServer server =
            NatsServer.start(NatsServerOptions.in(folder.path().resolve("bus"), "bench"));
        NatsBus bus = NatsBus.connect(server.client("loqad"));
        EventStore store =
            EventStore.open(StoreOptions.in(folder.path().resolve("data"), new NodeId("bench")));
        SkillHost host = SkillLoader.host(store, bus, folder.path().resolve("cache"), Web.NONE);
        Alerts alerts = new Alerts(bus, store)) {
      return new Run(folder.path(), bus, store, host, alerts, messages, swaps).measure();
    }
  }

  /// One measurement.
  private static final class Run {
    private final Path folder;
    private final Bus bus;
    private final int messages;
    private final int swaps;
    private final List<Offer> versions = new ArrayList<>();
    private final SkillService skills;
    private final CurrentCatalog catalog;
    private final InstalledSkills installed;
    private final SkillHost host;
    private final AtomicLong ran = new AtomicLong();
    private final AtomicInteger sent = new AtomicInteger();
    private final AtomicInteger answered = new AtomicInteger();
    private final Map<String, String> wrong = new ConcurrentHashMap<>();
    private final Set<String> served = ConcurrentHashMap.newKeySet();

    Run(
        Path folder,
        Bus bus,
        EventStore store,
        SkillHost host,
        Alerts alerts,
        int messages,
        int swaps)
        throws Exception {
      this.folder = folder;
      this.bus = bus;
      this.host = host;
      this.messages = messages;
      this.swaps = swaps;
      SigningKey key = SigningKey.generate();
      for (int version = 0; version <= swaps; version++) {
        versions.add(SilentSkill.offer(folder, "1.0." + version, key));
      }
      SimulatedHome home = new SimulatedHome(Optional.empty());
      skills =
          new SkillService(
              host,
              store,
              bus,
              home,
              alerts,
              InstantSource.system(),
              ZoneOffset.UTC,
              new Random(1));
      catalog = new CurrentCatalog(skills::manifests, home, "en", skills::examples);
      installed = InstalledSkills.open(folder.resolve("skills"), store, Set.of());
    }

    List<Line> measure() throws Exception {
      skills.watchedBy((version, outcome, _) -> ended(version, outcome));
      long begun = System.nanoTime();
      try (SkillSubjects subjects = new SkillSubjects(bus, skills);
          Installer installer = installer(subjects)) {
        Offer first = versions.getFirst();
        installer.install(first, installer.plan(first).consent(), false);
        try (ExecutorService callers = Executors.newFixedThreadPool(CALLERS)) {
          for (int caller = 0; caller < CALLERS; caller++) {
            callers.execute(this::call);
          }
          for (int swap = 1; swap <= swaps; swap++) {
            await((long) messages * swap / (swaps + 1));
            installer.install(versions.get(swap), null, false);
          }
          callers.shutdown();
          if (!callers.awaitTermination(1, TimeUnit.HOURS)) {
            throw new IllegalStateException("the callers did not end within an hour");
          }
        }
      }
      double seconds = (System.nanoTime() - begun) / 1e9;
      String parts =
          String.format(
              Locale.ROOT,
              "%d requests in %.0f s (%.0f/s), %d versions served%s",
              messages,
              seconds,
              messages / seconds,
              served.size(),
              wrong.isEmpty() ? "" : ", answers that were wrong: " + wrong.values());
      boolean all = served.size() == swaps + 1;
      String otherwise = "not every version served a request";
      return List.of(
          Line.of(
                  swaps + " swaps under load, requests that were lost",
                  messages - answered.get(),
                  NONE,
                  messages,
                  List.of(parts))
              .onlyIf(all, otherwise),
          Line.of(
                  swaps + " swaps under load, requests that ran twice",
                  (double) Math.max(0, ran.get() - messages),
                  NONE,
                  messages,
                  List.of())
              .onlyIf(all, otherwise));
    }

    private Installer installer(SkillSubjects subjects) {
      return new Installer(
          installed,
          new Installer.Surroundings(
              host,
              catalog,
              _ -> subjects.follow(),
              new ShippedPackages(null, new OwnKey(folder.resolve("skills.key"))),
              new SecretFolder(folder.resolve("secrets"), null),
              _ -> {},
              InstantSource.system(),
              new Random(2)));
    }

    private void ended(LoadedSkill skill, Outcome outcome) {
      ran.incrementAndGet();
      if (outcome instanceof Outcome.Completed) {
        served.add(skill.version());
      }
    }

    private void call() {
      while (sent.getAndIncrement() < messages) {
        try {
          Map<String, Object> answer =
              Json.readObject(bus.requestRaw("skill.silent.take", BODY, ANSWER).body());
          Object error = answer.get("error");
          if (error == null) {
            answered.incrementAndGet();
          } else if (wrong.size() < 5) {
            wrong.put(String.valueOf(answer.get("invocation_id")), String.valueOf(error));
          }
        } catch (BusException e) {
          if (wrong.size() < 5) {
            wrong.put("at " + sent.get(), String.valueOf(e.getMessage()));
          }
        }
      }
    }

    private void await(long count) {
      while (sent.get() < count) {
        LockSupport.parkNanos(1_000_000);
      }
    }
  }
}
