package dev.loqa.loqad.registries;

import dev.loqa.loqad.install.Offer;
import dev.loqa.loqad.store.EventStore;
import dev.loqa.loqad.store.InstalledVersion;
import dev.loqa.skillhost.packages.PackageLimits;
import dev.loqa.skillhost.registry.Choice;
import dev.loqa.skillhost.registry.Listed;
import dev.loqa.skillhost.registry.Registry;
import dev.loqa.skillhost.registry.RegistryException;
import dev.loqa.skillhost.registry.RegistryException.Kind;
import dev.loqa.skillhost.registry.SkillVersion;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Finds the package that an owner means by a skill's name, and brings it.
///
/// @param against who says that a package must not run
record PackageSearch(EventStore store, RegistryMemory memory, Looks looks, Choice.Revoked against) {
  /// See [Registries#find].
  Optional<Offer> find(Wanted wanted) {
    Optional<InstalledVersion> runs = store.installed().active(wanted.skill());
    if (wanted.upgrade() && runs.isEmpty()) {
      throw new RegistryException(
          Kind.INVALID,
          "skill "
              + wanted.skill()
              + ": it is not installed: loqa-skill install "
              + wanted.skill());
    }
    List<Look> seen = looks.at(among(wanted.from()));
    Choice choice = chosen(wanted, seen);
    boolean newer =
        runs.isEmpty()
            || SkillVersion.ORDER.compare(choice.listed().version(), runs.get().version()) > 0;
    if (wanted.upgrade() && wanted.version() == null && !newer) {
      Look.firstFault(seen)
          .ifPresent(fault -> {
            throw fault;
          });
      return Optional.empty();
    }
    Registry.Fetched fetched =
        Looks.registry(choice.place()).fetch(choice.index(), choice.listed(), PackageLimits.USUAL);
    return Optional.of(
        new Offer(
            fetched.skill().packed(),
            fetched.signature().line(),
            Offer.Form.SIGNED,
            wanted.upgrade(),
            wanted.by(),
            warnings(choice.listed())));
  }

  private List<Followed> among(@Nullable String from) {
    List<Followed> all = memory.state().followed();
    if (from != null) {
      return List.of(memory.state().at(from).orElseThrow(() -> RegistryMemory.notFollowed(from)));
    }
    if (all.isEmpty()) {
      throw new RegistryException(
          Kind.INVALID,
          "skills by name: this house follows no registry: loqa-skill registry follow PLACE, or"
              + " name a .lskill file");
    }
    return all;
  }

  private Choice chosen(Wanted wanted, List<Look> seen) {
    try {
      return Choice.of(
          Look.offerings(seen),
          wanted.skill(),
          wanted.version(),
          store.installed().publisher(wanted.skill()).orElse(null),
          against);
    } catch (RegistryException nothing) {
      // What could not be looked at may have it.
      throw nothing.kind() == Kind.INVALID ? Look.firstFault(seen).orElse(nothing) : nothing;
    }
  }

  private static List<String> warnings(Listed one) {
    return one.isYanked()
        ? List.of("Its publisher has taken this version back: " + Revoked.plain(one.yanked()))
        : List.of();
  }
}
