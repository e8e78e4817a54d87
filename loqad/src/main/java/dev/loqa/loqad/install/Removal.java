package dev.loqa.loqad.install;

import dev.loqa.loqad.secrets.SecretException;
import dev.loqa.loqad.secrets.SecretFolder;
import dev.loqa.loqad.store.EventStore;
import dev.loqa.loqad.store.SkillState;
import dev.loqa.loqad.store.StateChange;
import dev.loqa.loqad.store.StoreException;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Takes a skill out of the house. Used by one thread at a time.
final class Removal {
  private static final Logger LOG = LoggerFactory.getLogger(Removal.class);

  private final InstalledSkills installed;
  private final EventStore store;
  private final SecretFolder secrets;
  private final SkillSwitch target;
  private final SwitchWatch watch;

  Removal(InstalledSkills installed, SecretFolder secrets, SkillSwitch target, SwitchWatch watch) {
    this.secrets = secrets;
    this.installed = installed;
    this.store = installed.store();
    this.target = target;
    this.watch = watch;
  }

  /// Removes it; its data and its publisher stay for the day it comes back.
  ///
  /// @param purge whether they go too
  /// @throws InstallException when there is nothing to remove
  void run(String skill, boolean purge, String by) {
    boolean here = !store.installed().of(skill).isEmpty();
    if (!here && !(purge && leftovers(skill))) {
      throw InstallException.unknown(skill);
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
      throw InstallException.unwritable(e);
    }
    watch.end(skill);
    installed.mended(skill);
    if (!installed.isFromFolder(skill)) {
      target.remove(skill, changes);
    }
    LOG.atInfo().addKeyValue("skill", skill).addKeyValue("by", by).log("skill removed");
    installed.clean();
    if (purge) {
      forget(skill);
    }
  }

  /// The secrets are files of their own, so they go after the commit; asked again, what a kill left
  /// goes too.
  private void forget(String skill) {
    try {
      secrets.forget(skill);
    } catch (SecretException e) {
      LOG.atError().addKeyValue("skill", skill).setCause(e).log("secrets not erased");
      throw InstallException.notErased(e);
    }
  }

  private boolean leftovers(String skill) {
    return store.installed().publisher(skill).isPresent()
        || store.skills().usedBytes(skill) > 0
        || store.skills().value(SkillState.SETTINGS, skill).isPresent()
        || secrets.holds(skill);
  }
}
