package dev.loqa.loqad.install;

import dev.loqa.loqad.install.InstallException.Kind;
import dev.loqa.loqad.install.ShippedPackages.Packed;
import dev.loqa.loqad.store.EventStore;
import dev.loqa.loqad.store.InstalledVersion;
import dev.loqa.loqad.store.NewEvent;
import dev.loqa.loqad.store.StateChange;
import dev.loqa.loqad.store.StoreException;
import dev.loqa.skillhost.packages.PackageException;
import dev.loqa.skillhost.packages.SkillPackage;
import dev.loqa.skillhost.registry.SkillVersion;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What becomes of a package that came with Loqa. The first one of a name is installed, with the
/// consent that lies in having installed Loqa; a later one that asks for nothing new takes the old
/// one's place; one that asks for more waits for the owner, and so does one whose name somebody
/// else's skill has. What the owner removed stays away, and what he put in its place stays. Used by
/// one thread at a time.
final class Arrivals {
  private static final Logger LOG = LoggerFactory.getLogger(Arrivals.class);
  private static final String CAME = "came with Loqa";

  private final InstalledSkills installed;
  private final EventStore store;
  private final ShippedPackages packages;
  private final Planner planner;
  private final Installation installation;
  private final ShippedLog log;

  Arrivals(
      InstalledSkills installed,
      ShippedPackages packages,
      Planner planner,
      Installation installation) {
    this.installed = installed;
    this.store = installed.store();
    this.packages = packages;
    this.planner = planner;
    this.installation = installation;
    this.log = new ShippedLog(store);
  }

  /// Where a package is now.
  sealed interface Arrived {
    String skill();

    /// There is nothing to say about it: it runs, or its owner wants it otherwise.
    record Settled(String skill) implements Arrived {}

    /// The owner must agree first.
    record Waits(String skill, String version, String digest) implements Arrived {}
  }

  /// Does what is to be done about one; the second time nothing.
  ///
  /// @param by who started this Loqa
  /// @throws InstallException when it could not be installed; the next start tries again
  Arrived one(Packed packed, String by) {
    for (Map.Entry<String, ShippedLog.Entry> known : log.all().entrySet()) {
      if (known.getValue().sha256().equals(packed.sha256())) {
        return seen(known.getKey(), known.getValue());
      }
    }
    SkillPackage skill = read(packed);
    if (installed.isFromFolder(skill.name())) {
      return new Arrived.Settled(skill.name()); // somebody works on it: looked at again later
    }
    if (isOwnersChoice(skill)) {
      return settled(packed, skill);
    }
    Planner.Planned planned = planner.plan(packages.offer(packed, skill, false, by), skill);
    if (!comesByItself(planned)) {
      return waits(packed, skill, planned.plan(), by);
    }
    installation.run(
        planned.noted(CAME),
        Terms.came(
            planned.plan().consent(), by, log.with(skill.name(), entry(packed, skill, false))));
    return new Arrived.Settled(skill.name());
  }

  private Arrived seen(String skill, ShippedLog.Entry entry) {
    boolean runs =
        store
            .installed()
            .active(skill)
            .filter(one -> one.digest().equals(entry.digest()))
            .isPresent();
    return entry.waits() && !runs
        ? new Arrived.Waits(skill, entry.version(), entry.digest())
        : new Arrived.Settled(skill);
  }

  private static SkillPackage read(Packed packed) {
    try {
      return packed.read();
    } catch (PackageException e) {
      throw new InstallException(Kind.INVALID, "decode", String.valueOf(e.getMessage()), e);
    }
  }

  /// Whether what is there, or that nothing is there, is what the owner wants: he removed it, has
  /// this very package already, or brought a newer version himself.
  private boolean isOwnersChoice(SkillPackage skill) {
    ShippedLog.Entry before = log.all().get(skill.name());
    Optional<InstalledVersion> active = store.installed().active(skill.name());
    if (active.isEmpty()) {
      return before != null;
    }
    InstalledVersion runs = active.get();
    boolean brought = before == null || !before.digest().equals(runs.digest());
    return runs.digest().equals(skill.digest())
        || (brought && SkillVersion.ORDER.compare(runs.version(), skill.version()) > 0);
  }

  private boolean comesByItself(Planner.Planned planned) {
    Plan plan = planned.plan();
    Optional<InstalledVersion> active = store.installed().active(plan.skill());
    if (active.isEmpty()) {
      return !plan.publisher().isNew();
    }
    String publisher = active.get().publisher();
    boolean ours = publisher != null && packages.keys().containsKey(publisher);
    return ours && plan.need() == Plan.Need.NOTHING;
  }

  private Arrived settled(Packed packed, SkillPackage skill) {
    commit(List.of(), log.with(skill.name(), entry(packed, skill, false)));
    return new Arrived.Settled(skill.name());
  }

  private Arrived waits(Packed packed, SkillPackage skill, Plan plan, String by) {
    InstallException why =
        new InstallException(
            Kind.CONSENT,
            "consent",
            "it came with Loqa and wants what nobody agreed to: loqa-skill install "
                + skill.name());
    commit(
        List.of(InstallEvents.refused(plan, why, by)),
        log.with(skill.name(), entry(packed, skill, true)));
    LOG.atWarn()
        .addKeyValue("skill", skill.name())
        .addKeyValue("version", skill.version())
        .addKeyValue("agree", "loqa-skill install " + skill.name())
        .log("skill that came with Loqa waits for consent");
    return new Arrived.Waits(skill.name(), skill.version(), skill.digest());
  }

  private void commit(List<NewEvent> events, StateChange change) {
    try {
      store.appendAll(events, List.of(change));
    } catch (StoreException e) {
      throw InstallException.unwritable(e);
    }
  }

  private static ShippedLog.Entry entry(Packed packed, SkillPackage skill, boolean waits) {
    return new ShippedLog.Entry(packed.sha256(), skill.digest(), skill.version(), waits);
  }
}
