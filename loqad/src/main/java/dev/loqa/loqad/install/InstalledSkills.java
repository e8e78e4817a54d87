package dev.loqa.loqad.install;

import dev.loqa.loqad.store.EventStore;
import dev.loqa.loqad.store.InstalledVersion;
import dev.loqa.loqad.store.StoreException;
import dev.loqa.skillhost.SkillFolder;
import dev.loqa.skillhost.SkillHost;
import dev.loqa.skillhost.SkillHostException;
import dev.loqa.skillhost.rights.Rights;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What is installed, on disk and in the event store. Brings up the active version of each skill
/// when the daemon starts, with the rights that were agreed to and nothing else. Thread-safe for
/// reading; only [Installer] writes.
public final class InstalledSkills {
  private static final Logger LOG = LoggerFactory.getLogger(InstalledSkills.class);

  private final EventStore store;
  private final PackageFolders folders;
  private final Set<String> fromFolders;
  private final Map<String, String> broken = new ConcurrentHashMap<>();
  private volatile Advice advice = Advice.NONE;

  private InstalledSkills(EventStore store, PackageFolders folders, Set<String> fromFolders) {
    this.store = store;
    this.folders = folders;
    this.fromFolders = Set.copyOf(fromFolders);
  }

  /// Opens the folder of packages, made when absent, and removes what is left of installs that
  /// never ended.
  ///
  /// @param folder nobody else writes into it
  /// @param fromFolders names of the skills that are loaded from folders of people who develop them
  public static InstalledSkills open(Path folder, EventStore store, Set<String> fromFolders) {
    InstalledSkills installed = new InstalledSkills(store, new PackageFolders(folder), fromFolders);
    installed.tidy();
    return installed;
  }

  private void tidy() {
    try {
      List<String> left = folders.clean(digests());
      if (!left.isEmpty()) {
        LOG.atWarn().addKeyValue("folders", left.size()).log("unfinished installs removed");
        store.append(InstallEvents.interrupted(left));
      }
    } catch (IOException | StoreException e) {
      LOG.atWarn().setCause(e).log("unfinished installs not removed");
    }
  }

  /// Loads the active versions; [#broken] has those that could not be.
  public void load(SkillHost host) {
    for (InstalledVersion version : store.installed().all()) {
      if (!version.active()) {
        continue;
      }
      if (fromFolders.contains(version.skill())) {
        LOG.atInfo()
            .addKeyValue("skill", version.skill())
            .log("skill loaded from a folder instead of its package");
        continue;
      }
      try {
        SkillFolder folder = folders.read(version.digest());
        host.load(folder, Rights.of(folder.manifest()).grant());
      } catch (SkillHostException e) {
        LOG.atError().addKeyValue("skill", version.skill()).setCause(e).log("skill left out");
        broken.put(version.skill(), String.valueOf(e.getMessage()));
      }
    }
  }

  /// What could not be loaded at the start and was not installed anew or removed since, as `name:
  /// why`.
  public List<String> broken() {
    return broken.entrySet().stream()
        .map(entry -> entry.getKey() + ": " + entry.getValue())
        .sorted()
        .toList();
  }

  void mended(String skill) {
    broken.remove(skill);
  }

  private Set<String> digests() {
    return store.installed().all().stream()
        .map(InstalledVersion::digest)
        .collect(Collectors.toUnmodifiableSet());
  }

  /// Deletes the files of versions that are no longer kept.
  void clean() {
    try {
      folders.clean(digests());
    } catch (IOException | StoreException e) {
      LOG.atWarn().setCause(e).log("files of old skill versions not removed, the next start does");
    }
  }

  /// Who says which packages must not run; set once, before anything is installed.
  public void heeding(Advice says) {
    advice = says;
  }

  Advice advice() {
    return advice;
  }

  /// @throws InstallException when somebody says that the package must not run
  void checkMayRun(String skill, String version, String digest, @Nullable String publisher) {
    advice
        .against(skill, version, digest, publisher)
        .ifPresent(why -> {
          throw new InstallException(
              InstallException.Kind.UNTRUSTED,
              "plan",
              "skill "
                  + skill
                  + " "
                  + version
                  + " must not run, "
                  + why
                  + ": ask its publisher for another version");
        });
  }

  EventStore store() {
    return store;
  }

  PackageFolders folders() {
    return folders;
  }

  /// Whether a skill of this name is loaded from a folder, beside all that is installed.
  public boolean isFromFolder(String name) {
    return fromFolders.contains(name);
  }
}
