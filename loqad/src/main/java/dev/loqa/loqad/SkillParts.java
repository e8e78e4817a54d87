package dev.loqa.loqad;

import dev.loqa.base.life.Parts;
import dev.loqa.bus.BusException;
import dev.loqa.loqad.config.LoqaConfig;
import dev.loqa.loqad.home.Home;
import dev.loqa.loqad.install.InstalledSkills;
import dev.loqa.loqad.install.Installer;
import dev.loqa.loqad.install.OwnKey;
import dev.loqa.loqad.install.ShippedPackages;
import dev.loqa.loqad.install.ShippedSkills;
import dev.loqa.loqad.install.SkillOverview;
import dev.loqa.loqad.policy.HousePolicy;
import dev.loqa.loqad.registries.Registries;
import dev.loqa.loqad.secrets.SecretFolder;
import dev.loqa.loqad.skills.Alerts;
import dev.loqa.loqad.skills.CurrentCatalog;
import dev.loqa.loqad.skills.SkillHealth;
import dev.loqa.loqad.skills.SkillLoader;
import dev.loqa.loqad.skills.SkillService;
import dev.loqa.loqad.skills.SkillSubjects;
import dev.loqa.loqad.skills.SyntheticCalls;
import dev.loqa.loqad.skills.VocabularyService;
import dev.loqa.loqad.store.StateChange;
import dev.loqa.loqad.web.GuardedWeb;
import dev.loqa.loqad.web.Web;
import dev.loqa.skillhost.LoadedSkill;
import dev.loqa.skillhost.SkillHost;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The daemon's skills: those that are installed and those of folders, and what runs them.
///
/// @param broken of those in folders: what could not be loaded, as `name: why`
record SkillParts(
    Daemon.Core core,
    SkillHost host,
    HousePolicy policy,
    SkillService skills,
    CurrentCatalog catalogs,
    InstalledSkills installed,
    ShippedPackages shipped,
    SecretFolder secrets,
    Registries registries,
    List<String> broken) {
  private static final Logger LOG = LoggerFactory.getLogger(SkillParts.class);

  /// Everything that could not be loaded, as `name: why`.
  List<String> leftOut() {
    return Stream.concat(broken.stream(), installed.broken().stream()).toList();
  }

  /// Loads the skills; what has to be stopped is added to `parts`.
  ///
  /// @param say speaks to the house
  static SkillParts start(
      Daemon.Core core,
      SkillSources sources,
      Home home,
      Alerts alerts,
      Consumer<String> say,
      Parts parts) {
    LoqaConfig config = core.config();
    SecretFolder secrets = SecretFolder.in(core.data());
    Web web = core.beginning().still() ? Web.NONE : parts.add(GuardedWeb.ofMachine(secrets));
    HousePolicy policy = HousePolicy.of(config.policy(), home);
    SyntheticCalls synthetic = new SyntheticCalls();
    SkillHost host =
        parts.add(
            SkillLoader.host(
                core.store(), core.bus(), core.data().resolve("cache"), web, policy, synthetic));
    boolean usual = config.skills().folders().isEmpty();
    List<Path> folders = usual ? sources.folders() : config.skills().folders();
    ShippedPackages shipped =
        new ShippedPackages(
            usual ? sources.packages() : null, new OwnKey(core.data().resolve("pki/skills.key")));
    List<String> broken = SkillLoader.load(host, folders);
    Set<String> fromFolders =
        host.skills().stream().map(LoadedSkill::name).collect(Collectors.toSet());
    InstalledSkills installed =
        InstalledSkills.open(core.data().resolve("skills"), core.store(), fromFolders);
    installed.load(host);
    Registries registries = new Registries(core.store(), core.clock(), say);
    installed.heeding(registries);
    SkillService skills =
        new SkillService(
            host,
            core.store(),
            core.bus(),
            home,
            alerts,
            core.clock(),
            config.node().timezone(),
            core.random());
    skills.marking(synthetic);
    skills.unless(version ->
        registries
            .resting(String.valueOf(version.folder().path().getFileName()))
            .map(SkillHealth.Rest.Revoked::new));
    CurrentCatalog catalogs =
        new CurrentCatalog(skills::manifests, home, config.node().language(), skills::examples);
    return new SkillParts(
        core, host, policy, skills, catalogs, installed, shipped, secrets, registries, broken);
  }

  /// What is installed, for whoever wants to know.
  SkillOverview overview(ShippedSkills shippedSkills) {
    return new SkillOverview(host, core.store(), installed, shipped, shippedSkills::notes);
  }

  /// Who changes them.
  ///
  /// @param say speaks to the house
  Installer installer(VocabularyService vocabulary, SkillSubjects subjects, Consumer<String> say) {
    Installer installer =
        new Installer(
            installed,
            new Installer.Surroundings(
                host,
                catalogs,
                timers -> changed(subjects, vocabulary, timers),
                shipped,
                secrets,
                say,
                core.clock(),
                core.random()));
    skills.watchedBy((version, outcome, _) -> installer.ended(version, outcome));
    return installer;
  }

  /// What can be said goes by the home's names, which may change while it runs.
  void followNames(Home home, VocabularyService vocabulary) {
    home.watchNames(() -> {
      catalogs.rebuild();
      try {
        vocabulary.changed();
      } catch (BusException e) {
        LOG.atError().setCause(e).log("the bus was not told of the home's new names");
      }
    });
  }

  /// The active skills are others now: whoever has to do with them learns of it.
  private void changed(
      SkillSubjects subjects, VocabularyService vocabulary, List<StateChange> timers) {
    registries.skillsChanged();
    skills.timersChanged(timers);
    try {
      subjects.follow();
      vocabulary.changed();
    } catch (BusException e) {
      LOG.atError().setCause(e).log("the bus was not told that the skills have changed");
    }
  }
}
