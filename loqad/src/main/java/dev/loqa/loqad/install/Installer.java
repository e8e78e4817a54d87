package dev.loqa.loqad.install;

import dev.loqa.base.life.Part;
import dev.loqa.loqad.secrets.SecretFolder;
import dev.loqa.loqad.skills.CurrentCatalog;
import dev.loqa.loqad.store.EventStore;
import dev.loqa.loqad.store.InstalledVersion;
import dev.loqa.loqad.store.StateChange;
import dev.loqa.loqad.store.StoreException;
import dev.loqa.skillhost.LoadedSkill;
import dev.loqa.skillhost.Outcome;
import dev.loqa.skillhost.SkillHost;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Installs, replaces, goes back and removes. Each step is an event; the one that decides is a
/// single transaction of the event store with the active version, the publisher of the name, the
/// consent and its event, so that whenever the daemon is killed the next start finds the old
/// version or the new one. One change at a time; another one meanwhile is refused. Thread-safe;
/// blocks until the change is durable and in effect.
public final class Installer implements Part {
  private static final Logger LOG = LoggerFactory.getLogger(Installer.class);
  private static final String LOQA = "loqad";

  private final EventStore store;
  private final Planner planner;
  private final Installation installation;
  private final GoingBack goingBack;
  private final Removal removal;
  private final Arrivals arrivals;
  private final Mending mending;
  private final Consumer<String> say;
  private final ShippedPackages shipped;
  private final SwitchWatch watch = new SwitchWatch();
  private final OneChange changes = new OneChange();

  /// The steps of an installation, in their order.
  public enum Step {
    PLANNED,
    CONSENTED,
    STAGED,
    TESTED,
    RECORDED,
    SWITCHED,
    CLEANED
  }

  /// What installing needs of the daemon around it.
  ///
  /// @param changed told after the active skills have changed, with what was done to their timers:
  ///   who listens for them, who tells the recognizers
  /// @param shipped what came with this Loqa, and the keys that are its own
  /// @param secrets what goes with a skill that is purged
  /// @param say speaks to the house: why a version was given up
  public record Surroundings(
      SkillHost host,
      CurrentCatalog catalog,
      Consumer<List<StateChange>> changed,
      ShippedPackages shipped,
      SecretFolder secrets,
      Consumer<String> say,
      InstantSource clock,
      RandomGenerator random) {}

  public Installer(InstalledSkills installed, Surroundings around) {
    this(installed, around, step -> {});
  }

  /// @param reached told of each step of an installation once it is done, on the calling thread;
  ///   for whoever wants to end the process there
  public Installer(InstalledSkills installed, Surroundings around, Consumer<Step> reached) {
    this.store = installed.store();
    this.planner = new Planner(installed, around.shipped()::keys, around.clock());
    SkillSwitch target =
        new SkillSwitch(
            installed.folders(),
            around.host(),
            around.catalog(),
            around.changed(),
            around.random());
    this.installation = new Installation(installed, target, watch, reached);
    this.goingBack = new GoingBack(installed, target, watch);
    this.removal = new Removal(installed, around.secrets(), target, watch);
    this.arrivals = new Arrivals(installed, around.shipped(), planner, installation);
    this.mending = new Mending(installed, around.host(), target);
    this.say = around.say();
    this.shipped = around.shipped();
  }

  /// What came of an installation.
  ///
  /// @param plan what was done
  public record Installed(Plan plan) {}

  /// What installing this would do; nothing is done.
  ///
  /// @throws InstallException when it cannot be installed, whatever the owner says
  public Plan plan(Offer offer) {
    return planner.plan(offer).plan();
  }

  /// Installs a package.
  ///
  /// @param consent the digest of the plan that the owner agreed to; none: none was given
  /// @param yes whether the owner agrees to a skill that asks for nothing unusual
  /// @throws InstallException when it is refused; what ran before runs on
  public Installed install(Offer offer, @Nullable String consent, boolean yes) {
    return changes.now(() -> {
      Plan plan = null;
      try {
        Planner.Planned planned = planner.plan(offer);
        plan = planned.plan();
        installation.run(planned, Terms.owner(consent, yes, offer.by()));
        return new Installed(plan);
      } catch (InstallException e) {
        refused(plan, e, offer.by());
        throw e;
      } catch (StoreException e) {
        throw InstallException.unwritable(e);
      }
    });
  }

  private void refused(@Nullable Plan plan, InstallException why, String by) {
    try {
      store.append(InstallEvents.refused(plan, why, by));
    } catch (StoreException e) {
      throw InstallException.unwritable(e);
    }
  }

  /// Goes back to the version before; its rights were agreed to when it was installed.
  ///
  /// @throws InstallException when there is none, or it does not come up
  public InstalledVersion rollBack(String skill, String by) {
    return changes.now(() -> {
      planner.checkName(skill);
      return goingBack.asked(skill, by);
    });
  }

  /// Removes a skill; its data and its publisher stay for the day it comes back.
  ///
  /// @param purge whether they go too
  /// @throws InstallException when there is nothing to remove
  public void remove(String skill, boolean purge, String by) {
    changes.now(() -> {
      if (purge || store.installed().of(skill).isEmpty()) {
        planner.checkName(skill);
      }
      removal.run(skill, purge, by);
      return skill;
    });
  }

  /// Does what is to be done about a package that came with Loqa; waits for the change that is
  /// under way.
  ///
  /// @param by who started this Loqa
  Arrivals.Arrived arrived(ShippedPackages.Packed packed, String by) {
    return changes.soon(() -> {
      try {
        return arrivals.one(packed, by);
      } catch (InstallException e) {
        refused(null, e, by);
        throw e;
      }
    });
  }

  /// Writes the files of a version that runs anew when they are not those of its package any more.
  ///
  /// @param packed what may be that package
  void mend(String skill, ShippedPackages.Packed packed) {
    if (mending.isBroken(skill)) {
      changes.soon(() -> mending.run(skill, packed));
    }
  }

  /// Whether this package of the skill is the one that is installed and active.
  boolean runs(String skill, String digest) {
    return store.installed().active(skill).filter(one -> one.digest().equals(digest)).isPresent();
  }

  /// Whether any version of the skill is installed.
  boolean runs(String skill) {
    return store.installed().active(skill).isPresent();
  }

  /// The package of this name that came with Loqa, to be installed like any other; none when none
  /// came, or when it is the one that runs.
  ///
  /// @param version exactly this one; none: whichever came
  /// @param upgrade whether it may only take the place of an older version
  /// @param by who wants it
  public Optional<Offer> shipped(
      String skill, @Nullable String version, boolean upgrade, String by) {
    return shipped
        .find(skill, version)
        .filter(found -> !runs(skill, found.skill().digest()))
        .map(found -> shipped.offer(found.packed(), found.skill(), upgrade, by));
  }

  /// Hears how each call ended; see [SwitchWatch]. Never blocks.
  public void ended(LoadedSkill skill, Outcome outcome) {
    watch
        .ended(skill, outcome)
        .ifPresent(previous ->
            Thread.ofVirtual()
                .name("skill-rollback")
                .start(() -> giveUp(skill.name(), skill.version(), previous)));
  }

  private void giveUp(String skill, String version, String previous) {
    try {
      changes
          .soon(() -> goingBack.failing(skill, previous, LOQA))
          .ifPresent(earlier ->
              say.accept(
                  "The new version "
                      + version
                      + " of the skill "
                      + skill
                      + " failed, so I went back to "
                      + earlier.version()
                      + "."));
    } catch (InstallException e) {
      LOG.atError().addKeyValue("skill", skill).setCause(e).log("skill not rolled back");
    }
  }

  /// Waits for the change that is under way; none begins after it.
  @Override
  public void close() {
    changes.close();
  }
}
