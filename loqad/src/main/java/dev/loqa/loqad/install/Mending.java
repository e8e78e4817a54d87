package dev.loqa.loqad.install;

import dev.loqa.loqad.install.InstallException.Kind;
import dev.loqa.loqad.store.InstalledVersion;
import dev.loqa.loqad.store.StoreException;
import dev.loqa.skillhost.LoadedSkill;
import dev.loqa.skillhost.SkillHost;
import dev.loqa.skillhost.packages.PackageException;
import dev.loqa.skillhost.packages.SkillPackage;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Writes the files of an installed version anew when they are not those of its package any more,
/// as after a fault of the disk, and the package is at hand. Used by one thread at a time.
final class Mending {
  private static final Logger LOG = LoggerFactory.getLogger(Mending.class);
  private static final Duration LOADED = Duration.ofSeconds(60);

  private final InstalledSkills installed;
  private final SkillHost host;
  private final SkillSwitch target;

  Mending(InstalledSkills installed, SkillHost host, SkillSwitch target) {
    this.installed = installed;
    this.host = host;
    this.target = target;
  }

  /// Whether an installed skill does not come up; waits for it when it is coming up.
  boolean isBroken(String skill) {
    if (installed.isFromFolder(skill) || installed.store().installed().active(skill).isEmpty()) {
      return false;
    }
    Optional<LoadedSkill> loaded = host.skill(skill);
    try {
      return loaded.isEmpty()
          || (!loaded.get().state().equals(new LoadedSkill.State.Loading(false))
              && loaded.get().await(LOADED) instanceof LoadedSkill.State.Broken);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private boolean isIntact(InstalledVersion version) {
    return installed.folders().intact(version.digest(), version.skill(), version.version());
  }

  /// Mends it, if its files are the fault and this is its package.
  ///
  /// @return whether it did
  /// @throws InstallException when it cannot be
  boolean run(String skill, ShippedPackages.Packed packed) {
    Optional<InstalledVersion> active = installed.store().installed().active(skill);
    if (active.isEmpty() || isIntact(active.get())) {
      return false;
    }
    InstalledVersion version = active.get();
    try {
      SkillPackage read = packed.read();
      if (!read.digest().equals(version.digest())) {
        return false;
      }
      installed.folders().restage(read);
      target.use(target.test(version.digest()));
      installed.mended(skill);
      installed.store().append(InstallEvents.mended(version));
    } catch (PackageException | IOException e) {
      throw new InstallException(
          Kind.UNAVAILABLE,
          "stage",
          "skill " + skill + ": its files cannot be written anew (" + e.getMessage() + ")",
          e);
    } catch (StoreException e) {
      throw InstallException.unwritable(e);
    }
    LOG.atWarn().addKeyValue("skill", skill).log("files of a skill had changed and were mended");
    return true;
  }
}
