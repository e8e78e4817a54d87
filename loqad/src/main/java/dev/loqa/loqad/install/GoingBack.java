package dev.loqa.loqad.install;

import dev.loqa.loqad.install.InstallException.Kind;
import dev.loqa.loqad.store.EventStore;
import dev.loqa.loqad.store.InstalledVersion;
import dev.loqa.loqad.store.StateChange;
import dev.loqa.loqad.store.StoreException;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Puts an earlier version of a skill back in its place; its rights were agreed to when it was
/// installed. Used by one thread at a time.
final class GoingBack {
  private static final Logger LOG = LoggerFactory.getLogger(GoingBack.class);

  private final InstalledSkills installed;
  private final EventStore store;
  private final SkillSwitch target;
  private final SwitchWatch watch;

  GoingBack(InstalledSkills installed, SkillSwitch target, SwitchWatch watch) {
    this.installed = installed;
    this.store = installed.store();
    this.target = target;
    this.watch = watch;
  }

  /// Goes back because the owner wants it.
  ///
  /// @throws InstallException when there is no earlier version, or it does not come up
  InstalledVersion asked(String skill, String by) {
    List<InstalledVersion> versions = store.installed().of(skill);
    InstalledVersion active =
        versions.stream()
            .filter(InstalledVersion::active)
            .findFirst()
            .orElseThrow(() -> InstallException.unknown(skill));
    InstalledVersion earlier =
        versions.stream()
            .filter(version -> version.installedAt().isBefore(active.installedAt()))
            .findFirst()
            .orElseThrow(() ->
                new InstallException(
                    Kind.UNKNOWN,
                    "plan",
                    "skill " + skill + " has no earlier version: install the one you want"));
    back(active, earlier, "you asked for it", by);
    return earlier;
  }

  /// Goes back because the version that has come fails.
  ///
  /// @param previous digest of what it took the place of
  /// @return what runs now; none when either is gone by now
  Optional<InstalledVersion> failing(String skill, String previous, String by) {
    List<InstalledVersion> versions = store.installed().of(skill);
    Optional<InstalledVersion> active =
        versions.stream().filter(InstalledVersion::active).findFirst();
    Optional<InstalledVersion> earlier =
        versions.stream().filter(one -> one.digest().equals(previous)).findFirst();
    if (active.isEmpty() || earlier.isEmpty()) {
      return Optional.empty();
    }
    String reason = "it failed " + SwitchWatch.FAILURES + " times soon after it came";
    back(active.get(), earlier.get(), reason, by);
    return earlier;
  }

  private void back(InstalledVersion active, InstalledVersion earlier, String reason, String by) {
    installed.checkMayRun(
        earlier.skill(), earlier.version(), earlier.digest(), earlier.publisher());
    SkillSwitch.Candidate candidate = target.test(earlier.digest());
    watch.end(active.skill());
    try {
      store.appendAll(
          List.of(
              InstallEvents.rolledBack(
                  active.skill(), active.version(), earlier.version(), reason, by)),
          List.of(
              new StateChange.SkillActivated(
                  active.skill(),
                  earlier.digest(),
                  "back from " + active.version() + ": " + reason)));
    } catch (StoreException e) {
      throw InstallException.unwritable(e);
    }
    target.use(candidate);
    installed.mended(active.skill());
    LOG.atInfo()
        .addKeyValue("skill", active.skill())
        .addKeyValue("from", active.version())
        .addKeyValue("to", earlier.version())
        .addKeyValue("reason", reason)
        .log("skill rolled back");
  }
}
