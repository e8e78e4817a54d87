package dev.loqa.loqad.install;

import dev.loqa.loqad.install.InstallException.Kind;
import dev.loqa.loqad.install.Installer.Step;
import dev.loqa.loqad.store.EventStore;
import dev.loqa.loqad.store.InstalledVersion;
import dev.loqa.loqad.store.NewEvent;
import dev.loqa.loqad.store.StateChange;
import dev.loqa.loqad.store.StoreException;
import dev.loqa.protocol.Quoted;
import dev.loqa.skillhost.packages.SkillPackage;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The steps of one installation, from a plan to the version that runs. Used by one thread at a
/// time.
final class Installation {
  private static final Logger LOG = LoggerFactory.getLogger(Installation.class);

  private final InstalledSkills installed;
  private final EventStore store;
  private final SkillSwitch target;
  private final SwitchWatch watch;
  private final Consumer<Step> reached;

  /// @param reached told of each step once it is done, on the calling thread
  Installation(
      InstalledSkills installed, SkillSwitch target, SwitchWatch watch, Consumer<Step> reached) {
    this.installed = installed;
    this.store = installed.store();
    this.target = target;
    this.watch = watch;
    this.reached = reached;
  }

  /// Goes through all of them.
  ///
  /// @throws InstallException at the step that refuses; what ran before runs on
  void run(Planner.Planned planned, Terms terms) {
    String by = terms.by();
    Plan plan = planned.plan();
    reached.accept(Step.PLANNED);
    if (plan.nothing()) {
      return;
    }
    agreed(plan, terms.consent(), terms.yes());
    if (plan.need() != Plan.Need.NOTHING) {
      record(InstallEvents.consented(plan, by, planned.note()));
    }
    reached.accept(Step.CONSENTED);
    stage(planned.skill());
    record(InstallEvents.staged(plan, by));
    reached.accept(Step.STAGED);
    SkillSwitch.Candidate candidate = tested(planned, terms);
    record(InstallEvents.tested(plan, by));
    reached.accept(Step.TESTED);
    Optional<InstalledVersion> before = store.installed().active(plan.skill());
    decide(planned, terms);
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

  /// Refuses what the owner has not agreed to.
  private static void agreed(Plan plan, @Nullable String consent, boolean yes) {
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
  }

  private void stage(SkillPackage skill) {
    try {
      installed.folders().stage(skill);
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

  private SkillSwitch.Candidate tested(Planner.Planned planned, Terms terms) {
    try {
      return target.test(planned.skill().digest(), planned.rights(), terms.compiling());
    } catch (InstallException e) {
      installed.clean();
      throw e;
    }
  }

  /// Before this commit the old version is installed, after it the new one.
  private void decide(Planner.Planned planned, Terms terms) {
    List<StateChange> changes = new ArrayList<>(terms.along());
    changes.add(new StateChange.SkillInstalled(planned.installed(terms.by())));
    try {
      store.appendAll(List.of(InstallEvents.switched(planned.plan(), terms.by())), changes);
    } catch (StoreException e) {
      throw InstallException.unwritable(e);
    }
  }

  private void record(NewEvent event) {
    try {
      store.append(event);
    } catch (StoreException e) {
      throw InstallException.unwritable(e);
    }
  }
}
