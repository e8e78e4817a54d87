package dev.loqa.loqad.registries;

import dev.loqa.loqad.store.EventStore;
import dev.loqa.loqad.store.FollowedRegistry;
import dev.loqa.loqad.store.InstalledVersion;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What the registries say about this house at one moment. Pure; unchangeable.
///
/// @param followed in the order in which they were taken up
/// @param overruled digests of the texts by which the owner has overruled a revocation
/// @param resting by package: the installed versions that must not be called
/// @param active by skill: those of them that would be
record RegistryState(
    List<Followed> followed,
    Set<String> overruled,
    Map<String, Revoked> resting,
    Map<String, Revoked> active) {

  static RegistryState of(
      List<Followed> followed, Set<String> overruled, List<InstalledVersion> installed) {
    Map<String, Revoked> resting = new HashMap<>();
    Map<String, Revoked> active = new HashMap<>();
    for (InstalledVersion version : installed) {
      revoked(followed, overruled, version)
          .ifPresent(why -> {
            resting.put(version.digest(), why);
            if (version.active()) {
              active.put(version.skill(), why);
            }
          });
    }
    return new RegistryState(
        List.copyOf(followed), Set.copyOf(overruled), Map.copyOf(resting), Map.copyOf(active));
  }

  /// As the store has it.
  static RegistryState in(EventStore store) {
    List<Followed> followed = new ArrayList<>();
    for (FollowedRegistry row : store.registries().all()) {
      followed.add(Followed.of(row, store.registries().seen(row.key())));
    }
    return of(followed, store.registries().overruled(), store.installed().all());
  }

  private static Optional<Revoked> revoked(
      List<Followed> followed, Set<String> overruled, InstalledVersion version) {
    return followed.stream()
        .flatMap(one ->
            why(one, version.skill(), version.version(), version.digest(), version.publisher())
                .stream())
        .filter(why -> !overruled.contains(why.consent()))
        .findFirst();
  }

  private static Optional<Revoked> why(
      Followed by, String skill, String version, String digest, @Nullable String publisher) {
    Map<String, String> reasons = by.revoked().reasons();
    String reason = reasons.get(digest);
    if (reason == null && publisher != null) {
      reason = reasons.get(publisher);
    }
    return Optional.ofNullable(reason)
        .map(words -> new Revoked(skill, version, digest, by.name(), by.row().place(), words));
  }

  /// Who says that a package must not run, unless the owner has overruled it.
  Optional<Revoked> against(
      String skill, String version, String digest, @Nullable String publisher) {
    return followed.stream()
        .flatMap(one -> why(one, skill, version, digest, publisher).stream())
        .filter(why -> !overruled.contains(why.consent()))
        .findFirst();
  }

  Optional<Followed> at(String place) {
    return followed.stream().filter(one -> one.row().place().equals(place)).findFirst();
  }
}
