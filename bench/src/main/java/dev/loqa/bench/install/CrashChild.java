package dev.loqa.bench.install;

import dev.loqa.loqad.home.SimulatedHome;
import dev.loqa.loqad.install.InstalledSkills;
import dev.loqa.loqad.install.Installer;
import dev.loqa.loqad.install.Installer.Step;
import dev.loqa.loqad.install.Offer;
import dev.loqa.loqad.install.OwnKey;
import dev.loqa.loqad.install.ShippedPackages;
import dev.loqa.loqad.secrets.SecretFolder;
import dev.loqa.loqad.skills.CurrentCatalog;
import dev.loqa.loqad.store.EventStore;
import dev.loqa.loqad.store.StoreOptions;
import dev.loqa.protocol.NodeId;
import dev.loqa.skillhost.Audit;
import dev.loqa.skillhost.EffectPolicy;
import dev.loqa.skillhost.HostPorts;
import dev.loqa.skillhost.ImmediateEffects;
import dev.loqa.skillhost.LoadedSkill;
import dev.loqa.skillhost.SkillHost;
import dev.loqa.skillhost.SkillHostOptions;
import dev.loqa.skillhost.SkillState;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// The process that installs and is killed: `DATA PACKAGE`. It stops after every step and goes on
/// when a line comes in.
final class CrashChild {
  private static final PrintStream OUT = new PrintStream(System.out, false, StandardCharsets.UTF_8);

  private CrashChild() {}

  public static void main(String[] args) throws IOException {
    BufferedReader in =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    Path file = Path.of(args[1]);
    String signature = Files.readString(file.resolveSibling(file.getFileName() + ".sig"));
    Offer offer = new Offer(Files.readAllBytes(file), signature, Offer.Form.SIGNED, false, "bench");
    try (Small house = new Small(Path.of(args[0]), step -> stop(step, in))) {
      house.installer().install(offer, null, false);
      stop(null, in);
    }
  }

  private static void stop(@Nullable Step step, BufferedReader in) {
    OUT.println("at " + (step == null ? "END" : step));
    OUT.flush();
    try {
      in.readLine();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// What of a daemon has to do with installing, without a bus.
  static final class Small implements AutoCloseable {
    private final EventStore store;
    private final SkillHost host;
    private final List<String> broken;
    private final Installer installer;

    Small(Path data, Consumer<Step> reached) {
      store = EventStore.open(StoreOptions.in(data, new NodeId("bench")));
      host =
          new SkillHost(
              SkillHostOptions.defaults().cachedIn(data.resolve("cache")),
              new HostPorts(
                  SkillState.EMPTY,
                  ImmediateEffects.NONE,
                  EffectPolicy.FREE,
                  Audit.NOBODY,
                  Clock.systemUTC(),
                  new Random(1)));
      InstalledSkills installed = InstalledSkills.open(data.resolve("skills"), store, Set.of());
      installed.load(host);
      broken = installed.broken();
      CurrentCatalog catalog =
          new CurrentCatalog(
              () -> host.skills().stream().map(LoadedSkill::manifest).toList(),
              new SimulatedHome(Optional.empty()),
              "en",
              _ -> {});
      installer =
          new Installer(
              installed,
              new Installer.Surroundings(
                  host,
                  catalog,
                  _ -> {},
                  new ShippedPackages(null, new OwnKey(data.resolve("skills.key"))),
                  new SecretFolder(data.resolve("secrets"), null),
                  _ -> {},
                  InstantSource.system(),
                  new Random(2)),
              reached);
    }

    Installer installer() {
      return installer;
    }

    EventStore store() {
      return store;
    }

    SkillHost host() {
      return host;
    }

    List<String> broken() {
      return broken;
    }

    @Override
    public void close() {
      try (store;
          host;
          installer) {
        // closed in reverse order
      }
    }
  }
}
