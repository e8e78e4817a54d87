package dev.loqa.loqad.install;

import dev.loqa.loqad.store.EventStore;
import dev.loqa.loqad.store.InstalledVersion;
import dev.loqa.loqad.store.Timer;
import dev.loqa.skillhost.LoadedSkill;
import dev.loqa.skillhost.SkillHost;
import dev.loqa.skillhost.manifest.Manifest;
import dev.loqa.skillhost.manifest.Risk;
import dev.loqa.skillhost.rights.Rights;
import dev.loqa.skillhost.rights.RightsDiff;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// The skills of this house as an owner looks at them: where each is from, who answers for it, what
/// it may do, what it uses. Thread-safe.
public final class SkillOverview {
  private final SkillHost host;
  private final EventStore store;
  private final InstalledSkills installed;
  private final ShippedPackages shipped;
  private final Supplier<Map<String, String>> notes;

  /// @param shipped tells which keys are this installation's own
  /// @param notes what an owner should know besides, by skill
  public SkillOverview(
      SkillHost host,
      EventStore store,
      InstalledSkills installed,
      ShippedPackages shipped,
      Supplier<Map<String, String>> notes) {
    this.host = host;
    this.store = store;
    this.installed = installed;
    this.shipped = shipped;
    this.notes = notes;
  }

  /// One skill in a list.
  ///
  /// @param state `ready`, `loading`, `broken` or `revoked`
  /// @param detail why it is broken or revoked; what an owner should know otherwise
  /// @param origin `folder` (of the configuration), `own` (signed by the key of this installation),
  ///   `release` (by that of Loqa), `signed` (by somebody else's) or `dev`
  /// @param publisher fingerprint of the key that signed it
  /// @param kept the versions to go back to
  /// @param newer the version that a registry offers in its place
  public record Row(
      String name,
      String version,
      String state,
      @Nullable String detail,
      String origin,
      @Nullable String publisher,
      @Nullable String installedAt,
      @Nullable String installedBy,
      List<String> kept,
      @Nullable String newer) {}

  /// Everything about one skill.
  ///
  /// @param rights each a sentence
  /// @param unusual those beyond what every skill gets
  public record Page(
      Row skill,
      String description,
      String author,
      List<Said> intents,
      List<String> rights,
      List<String> unusual,
      Used used,
      List<Version> versions) {}

  /// Something that can be said to it.
  public record Said(String intent, List<String> sentences, Risk risk) {}

  /// What it uses of what it may.
  public record Used(long kvBytes, long kvQuotaBytes, int timers, int timersMost) {}

  /// One version that is there.
  ///
  /// @param consent digest of the text that was agreed to
  public record Version(
      String version,
      String digest,
      boolean active,
      String installedAt,
      String installedBy,
      @Nullable String publisher,
      @Nullable String consent,
      @Nullable String note) {}

  /// Every skill that is loaded or installed, by name.
  public List<Row> all() {
    Map<String, Row> rows = new TreeMap<>();
    host.skills().forEach(skill -> rows.put(skill.name(), row(skill)));
    store.installed().all().stream()
        .filter(InstalledVersion::active)
        .forEach(version -> rows.computeIfAbsent(version.skill(), _ -> absent(version)));
    return List.copyOf(rows.values());
  }

  /// One skill; none when nothing of that name is loaded.
  public Optional<Page> one(String name) {
    return host.skill(name).map(this::page);
  }

  private Page page(LoadedSkill skill) {
    Manifest manifest = skill.manifest();
    Rights rights = Rights.of(manifest);
    List<Said> said = new ArrayList<>();
    manifest
        .intents()
        .values()
        .forEach(intent -> said.add(new Said(intent.id(), intent.sentences(), intent.risk())));
    List<Timer> timers = store.skills().timers(skill.name());
    return new Page(
        row(skill),
        manifest.metadata().description(),
        manifest.metadata().author(),
        said,
        rights.sentences(),
        RightsDiff.between(skill.name(), Rights.NONE, rights).unusual().stream()
            .map(RightsDiff.Change::sentence)
            .toList(),
        new Used(
            store.skills().usedBytes(skill.name()),
            manifest.storage().kv() ? manifest.storage().quotaBytes() : 0,
            timers.size(),
            manifest.timers().allowed() ? manifest.timers().maxActive() : 0),
        installed.isFromFolder(skill.name())
            ? List.of()
            : store.installed().of(skill.name()).stream().map(SkillOverview::version).toList());
  }

  private static Version version(InstalledVersion version) {
    return new Version(
        version.version(),
        version.digest(),
        version.active(),
        version.installedAt().toString(),
        version.by(),
        version.publisher(),
        version.consent(),
        version.note());
  }

  private Row row(LoadedSkill skill) {
    List<InstalledVersion> versions =
        installed.isFromFolder(skill.name()) ? List.of() : store.installed().of(skill.name());
    Optional<InstalledVersion> active =
        versions.stream().filter(InstalledVersion::active).findFirst();
    Optional<String> resting =
        active.flatMap(version -> installed.advice().resting(version.digest()));
    LoadedSkill.State state = skill.state();
    List<String> details = new ArrayList<>();
    if (state instanceof LoadedSkill.State.Broken(String reason)) {
      details.add(reason);
    } else {
      active.map(InstalledVersion::note).ifPresent(details::add);
    }
    Optional.ofNullable(notes.get().get(skill.name())).ifPresent(details::add);
    return new Row(
        skill.name(),
        skill.version(),
        resting.isPresent() ? "revoked" : state.getClass().getSimpleName().toLowerCase(Locale.ROOT),
        resting.orElse(details.isEmpty() ? null : String.join("; ", details)),
        active.map(this::origin).orElse("folder"),
        active.map(InstalledVersion::publisher).orElse(null),
        active.map(version -> version.installedAt().toString()).orElse(null),
        active.map(InstalledVersion::by).orElse(null),
        versions.stream().filter(one -> !one.active()).map(InstalledVersion::version).toList(),
        active.flatMap(installed.advice()::newer).orElse(null));
  }

  private Row absent(InstalledVersion version) {
    return new Row(
        version.skill(),
        version.version(),
        "broken",
        "it could not be loaded: /readyz says why",
        origin(version),
        version.publisher(),
        version.installedAt().toString(),
        version.by(),
        List.of(),
        null);
  }

  private String origin(InstalledVersion version) {
    String publisher = version.publisher();
    if (publisher == null) {
      return "dev";
    }
    String key = shipped.keys().get(publisher);
    return key == null ? "signed" : key.equals(OwnKey.NAME) ? "own" : "release";
  }
}
