package dev.loqa.loqad.skills;

import dev.loqa.bus.Bus;
import dev.loqa.loqad.policy.HousePolicy;
import dev.loqa.loqad.policy.OwnerRules;
import dev.loqa.loqad.store.EventStore;
import dev.loqa.loqad.web.Web;
import dev.loqa.skillhost.Grant;
import dev.loqa.skillhost.HostPorts;
import dev.loqa.skillhost.LoadedSkill;
import dev.loqa.skillhost.SkillFolder;
import dev.loqa.skillhost.SkillHost;
import dev.loqa.skillhost.SkillHostException;
import dev.loqa.skillhost.SkillHostOptions;
import dev.loqa.skillhost.engine.CompilerProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Makes the skill host of this daemon and loads every skill folder it is shown; one that is broken
/// is left out and named.
public final class SkillLoader {
  private static final Logger LOG = LoggerFactory.getLogger(SkillLoader.class);

  private SkillLoader() {}

  /// A host with the daemon's ports and compiled code kept in `cache`.
  ///
  /// @param web how skills reach the web
  public static SkillHost host(EventStore store, Bus bus, Path cache, Web web) {
    return host(
        store,
        bus,
        cache,
        web,
        new HousePolicy(OwnerRules.DEFAULT, List::of),
        new SyntheticCalls());
  }

  /// The same under the owner's policy, which finds the host's skills from now on.
  ///
  /// @param synthetic which calls are marked, as the service that makes them knows
  public static SkillHost host(
      EventStore store,
      Bus bus,
      Path cache,
      Web web,
      HousePolicy policy,
      SyntheticCalls synthetic) {
    HostPortsOfLoqad ports = new HostPortsOfLoqad(store, new SkillPublisher(bus), web, synthetic);
    SkillHost host =
        new SkillHost(
            SkillHostOptions.defaults().cachedIn(cache),
            new HostPorts(ports, ports, policy, ports, Clock.systemUTC(), new SecureRandom()),
            new CompilerProcess());
    policy.skillsFrom(name -> host.skill(name).map(LoadedSkill::manifest));
    return host;
  }

  /// Loads every folder below `folders` that holds a `skill.yaml`; the names of those that could
  /// not be.
  public static List<String> load(SkillHost host, List<Path> folders) {
    List<String> broken = new ArrayList<>();
    for (Path folder : folders) {
      for (Path skill : below(folder)) {
        try {
          SkillFolder read = SkillFolder.read(skill);
          host.load(read, Grant.asAsked(read.manifest()));
        } catch (SkillHostException e) {
          LOG.atError().addKeyValue("folder", skill).setCause(e).log("skill left out");
          broken.add(skill.getFileName() + ": " + e.getMessage());
        }
      }
    }
    return broken;
  }

  private static List<Path> below(Path folder) {
    if (Files.isRegularFile(folder.resolve("skill.yaml"))) {
      return List.of(folder);
    }
    try (Stream<Path> list = Files.list(folder)) {
      return list.filter(path -> Files.isRegularFile(path.resolve("skill.yaml"))).sorted().toList();
    } catch (IOException e) {
      throw new SkillHostException(
          "the skill folder " + folder + " cannot be read: check skills.folders", e);
    }
  }
}
