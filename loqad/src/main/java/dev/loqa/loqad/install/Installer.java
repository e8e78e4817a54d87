package dev.loqa.loqad.install;

import dev.loqa.base.life.Part;
import dev.loqa.loqad.install.InstallException.Kind;
import dev.loqa.loqad.skills.CurrentCatalog;
import dev.loqa.loqad.store.EventStore;
import dev.loqa.loqad.store.InstalledVersion;
import dev.loqa.loqad.store.NewEvent;
import dev.loqa.loqad.store.StateChange;
import dev.loqa.loqad.store.StoreException;
import dev.loqa.protocol.Quoted;
import dev.loqa.skillhost.LoadedSkill;
import dev.loqa.skillhost.Outcome;
import dev.loqa.skillhost.SkillHost;
import dev.loqa.skillhost.packages.SkillPackage;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Supplier;
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
  private static final Duration LAST_CHANGE = Duration.ofSeconds(10);

  private final InstalledSkills installed;
  private final EventStore store;
  private final PackageFolders folders;
  private final Planner planner;
  private final SkillSwitch target;
  private final Consumer<String> say;
  private final Consumer<Step> reached;
  private final SwitchWatch watch = new SwitchWatch();
  private final ReentrantLock oneChange = new ReentrantLock();
  private volatile boolean closed;

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
  /// @param ownKeys fingerprints of keys that came with this installation → what they are called
  /// @param say speaks to the house: why a version was given up
  public record Surroundings(
      SkillHost host,
      CurrentCatalog catalog,
      Consumer<List<StateChange>> changed,
      Supplier<Map<String, String>> ownKeys,
      Consumer<String> say,
      InstantSource clock,
      RandomGenerator random) {}

  public Installer(InstalledSkills installed, Surroundings around) {
    this(installed, around, step -> {});
  }

  /// @param reached told of each step of an installation once it is done, on the calling thread;
  ///   for whoever wants to end the process there
  public Installer(InstalledSkills installed, Surroundings around, Consumer<Step> reached) {
    this.installed = installed;
    this.store = installed.store();
    this.folders = installed.folders();
    this.planner = new Planner(installed, around.ownKeys(), around.clock());
    this.target =
        new SkillSwitch(around.host(), around.catalog(), around.changed(), around.random());
    this.say = around.say();
    this.reached = reached;
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
    return changing(() -> {
      Plan plan = null;
      try {
        Planner.Planned planned = planner.plan(offer);
        plan = planned.plan();
        reached.accept(Step.PLANNED);
        if (!plan.nothing()) {
          install(planned, consent, yes, offer.by());
        }
        return new Installed(plan);
      } catch (InstallException e) {
        record(InstallEvents.refused(plan, e, offer.by()));
        throw e;
      } catch (StoreException e) {
        throw unwritable(e);
      }
    });
  }

  private void install(Planner.Planned planned, @Nullable String consent, boolean yes, String by) {
    Plan plan = planned.plan();
    SkillPackage skill = planned.skill();
    agreed(plan, consent, yes, by);
    reached.accept(Step.CONSENTED);
    stage(skill);
    record(InstallEvents.staged(plan, by));
    reached.accept(Step.STAGED);
    SkillSwitch.Candidate candidate;
    try {
      candidate = target.test(folders.of(skill.digest()), planned.rights());
    } catch (InstallException e) {
      installed.clean();
      throw e;
    }
    record(InstallEvents.tested(plan, by));
    reached.accept(Step.TESTED);
    Optional<InstalledVersion> before = store.installed().active(plan.skill());
    store.appendAll(
        List.of(InstallEvents.switched(plan, by)),
        List.of(new StateChange.SkillInstalled(planned.installed(by))));
    reached.accept(Step.RECORDED);
    watch.end(plan.skill());
    target.use(candidate);
    installed.mended(plan.skill());
    before.ifPresent(version -> watch.begin(candidate.skill(), version.digest()));
    reached.accept(Step.SWITCHED);
    LOG.atInfo()
        .addKeyValue("skill", plan.skill())
        .addKeyValue("version", plan.version())
        .addKeyValue("by", by)
        .log("skill installed");
    installed.clean();
    reached.accept(Step.CLEANED);
  }

  private void agreed(Plan plan, @Nullable String consent, boolean yes, String by) {
    boolean exactly = plan.consent().equals(consent);
    boolean enough =
        switch (plan.need()) {
          case NOTHING -> true;
          case YES -> yes || exactly;
          case CONSENT -> exactly;
        };
    if (consent != null && !exactly) {
      throw new InstallException(
          Kind.CONSENT,
          "consent",
          "the consent "
              + Quoted.of(consent)
              + " is for another text: look at the plan again, its digest is "
              + plan.consent());
    }
    if (!enough) {
      boolean changed = plan.publisher() instanceof Publisher.Changed;
      throw new InstallException(
          changed ? Kind.UNTRUSTED : Kind.CONSENT,
          "consent",
          "skill "
              + plan.skill()
              + (changed ? ": " + plan.publisher().sentence() : " needs your consent:")
              + " agree with the digest "
              + plan.consent());
    }
    if (plan.need() != Plan.Need.NOTHING) {
      store.append(InstallEvents.consented(plan, by));
    }
  }

  private void stage(SkillPackage skill) {
    try {
      folders.stage(skill);
    } catch (IOException | RuntimeException e) {
      throw new InstallException(
          Kind.UNAVAILABLE,
          "stage",
          "skill "
              + skill.name()
              + ": its files cannot be written ("
              + e.getMessage()
              + "): make room on the disk and try again, nothing has changed",
          e);
    }
  }

  /// Goes back to the version before; its rights were agreed to when it was installed.
  ///
  /// @throws InstallException when there is none, or it does not come up
  public InstalledVersion rollBack(String skill, String by) {
    return changing(() -> {
      planner.checkName(skill);
      List<InstalledVersion> versions = store.installed().of(skill);
      InstalledVersion active =
          versions.stream()
              .filter(InstalledVersion::active)
              .findFirst()
              .orElseThrow(() -> unknown(skill));
      InstalledVersion earlier =
          versions.stream()
              .filter(version -> version.installedAt().isBefore(active.installedAt()))
              .findFirst()
              .orElseThrow(() ->
                  new InstallException(
                      Kind.UNKNOWN,
                      "plan",
                      "skill " + skill + " has no earlier version: install the one you want"));
      return goBack(active, earlier, "you asked for it", by);
    });
  }

  private InstalledVersion goBack(
      InstalledVersion active, InstalledVersion earlier, String reason, String by) {
    try {
      SkillSwitch.Candidate candidate = target.test(folders.of(earlier.digest()));
      watch.end(active.skill());
      store.appendAll(
          List.of(
              InstallEvents.rolledBack(
                  active.skill(), active.version(), earlier.version(), reason, by)),
          List.of(
              new StateChange.SkillActivated(
                  active.skill(),
                  earlier.digest(),
                  "back from " + active.version() + ": " + reason)));
      target.use(candidate);
      installed.mended(active.skill());
      LOG.atInfo()
          .addKeyValue("skill", active.skill())
          .addKeyValue("from", active.version())
          .addKeyValue("to", earlier.version())
          .addKeyValue("reason", reason)
          .log("skill rolled back");
      return earlier;
    } catch (StoreException e) {
      throw unwritable(e);
    }
  }

  /// Removes a skill; its data and its publisher stay for the day it comes back.
  ///
  /// @param purge whether they go too
  /// @throws InstallException when there is nothing to remove
  public void remove(String skill, boolean purge, String by) {
    changing(() -> {
      boolean here = !store.installed().of(skill).isEmpty();
      if (!here || purge) {
        planner.checkName(skill);
      }
      boolean leftovers =
          store.installed().publisher(skill).isPresent() || store.skills().usedBytes(skill) > 0;
      if (!here && !(purge && leftovers)) {
        throw unknown(skill);
      }
      List<StateChange> changes = new ArrayList<>();
      changes.add(new StateChange.SkillRemoved(skill, purge));
      if (purge) {
        store
            .skills()
            .timers(skill)
            .forEach(timer -> changes.add(new StateChange.TimerCancel(skill, timer.id())));
      }
      try {
        store.appendAll(List.of(InstallEvents.removed(skill, purge, by)), changes);
      } catch (StoreException e) {
        throw unwritable(e);
      }
      watch.end(skill);
      installed.mended(skill);
      if (!installed.isBuiltIn(skill)) {
        target.remove(skill, changes);
      }
      LOG.atInfo().addKeyValue("skill", skill).addKeyValue("by", by).log("skill removed");
      installed.clean();
      return skill;
    });
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
      changing(
          LAST_CHANGE,
          () -> {
            List<InstalledVersion> versions = store.installed().of(skill);
            Optional<InstalledVersion> active =
                versions.stream().filter(InstalledVersion::active).findFirst();
            Optional<InstalledVersion> earlier =
                versions.stream().filter(one -> one.digest().equals(previous)).findFirst();
            if (active.isPresent() && earlier.isPresent()) {
              String reason = "it failed " + SwitchWatch.FAILURES + " times soon after it came";
              goBack(active.get(), earlier.get(), reason, LOQA);
              say.accept(
                  "The new version "
                      + version
                      + " of the skill "
                      + skill
                      + " failed, so I went back to "
                      + earlier.get().version()
                      + ".");
            }
            return skill;
          });
    } catch (InstallException e) {
      LOG.atError().addKeyValue("skill", skill).setCause(e).log("skill not rolled back");
    }
  }

  private <T> T changing(Supplier<T> change) {
    return changing(Duration.ZERO, change);
  }

  private <T> T changing(Duration patience, Supplier<T> change) {
    boolean mine;
    try {
      mine = oneChange.tryLock(patience.toNanos(), java.util.concurrent.TimeUnit.NANOSECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      mine = false;
    }
    if (!mine) {
      throw new InstallException(
          Kind.CONFLICT,
          "plan",
          "another skill is being installed or removed: try again when that has ended");
    }
    try {
      if (closed) {
        throw new InstallException(
            Kind.UNAVAILABLE, "plan", "Loqa stops: try again when it runs again");
      }
      return change.get();
    } finally {
      oneChange.unlock();
    }
  }

  private void record(NewEvent event) {
    try {
      store.append(event);
    } catch (StoreException e) {
      throw unwritable(e);
    }
  }

  private static InstallException unwritable(StoreException e) {
    return new InstallException(
        Kind.UNAVAILABLE,
        "switch",
        "nothing has changed, because it could not be written down: " + e.getMessage(),
        e);
  }

  private static InstallException unknown(String skill) {
    return new InstallException(
        Kind.UNKNOWN,
        "plan",
        "the skill " + Quoted.of(skill) + " is not installed: loqa-skill list shows what is");
  }

  /// Waits for the change that is under way; none begins after it.
  @Override
  public void close() {
    closed = true;
    boolean over = false;
    try {
      over = oneChange.tryLock(LAST_CHANGE.toSeconds(), java.util.concurrent.TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      if (over) {
        oneChange.unlock();
      }
    }
  }
}
