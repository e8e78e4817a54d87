package dev.loqa.skillhost.registry;

import dev.loqa.base.config.NearMiss;
import dev.loqa.skillhost.registry.RegistryException.Kind;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Which package is meant when an owner names a skill and several registries offer it. Pure.
///
/// Names are not owned: two registries may give one name to two publishers. So the publisher that
/// the house knows for the name is the one that is asked for; without one, two publishers are a
/// question that only the owner can answer.
///
/// @param place where the registry is
/// @param index the index that names it
/// @param listed the package
public record Choice(String place, RegistryIndex index, Listed listed) {
  private static final Comparator<Choice> BY_VERSION =
      Comparator.comparing(choice -> choice.listed().version(), SkillVersion.ORDER);
  private static final int MOST_SHOWN = 8;

  /// A registry whose index may be used.
  public record Offering(String place, RegistryIndex index) {}

  /// Why a package must not run, empty if it may.
  @FunctionalInterface
  public interface Revoked {
    Optional<String> why(Listed one);
  }

  /// The package to install.
  ///
  /// @param version the one that is asked for; none: the newest that is neither taken back, revoked
  ///   nor a trial
  /// @param publisher fingerprint of the key that the house knows for this name; none: none
  /// @param revoked what must not run, whoever says so
  /// @throws RegistryException `INVALID` when there is none, `UNTRUSTED` when it is revoked,
  ///   `CONFLICT` when two publishers offer it
  public static Choice of(
      List<Offering> registries,
      String skill,
      @Nullable String version,
      @Nullable String publisher,
      Revoked revoked) {
    List<Choice> all = named(registries, skill, publisher);
    if (all.isEmpty()) {
      throw none(registries, skill);
    }
    List<Choice> asked =
        all.stream()
            .filter(one -> version == null || one.listed().version().equals(version))
            .toList();
    if (asked.isEmpty()) {
      throw new RegistryException(
          Kind.INVALID,
          "skill " + skill + ": version " + version + " is not offered: there is " + shown(all));
    }
    List<Choice> running =
        asked.stream().filter(one -> revoked.why(one.listed()).isEmpty()).toList();
    if (running.isEmpty()) {
      Listed newest = asked.getLast().listed();
      throw new RegistryException(
          Kind.UNTRUSTED,
          "skill "
              + skill
              + " "
              + newest.version()
              + ": it is revoked ("
              + revoked.why(newest).orElse("")
              + "): it is not installed, ask its publisher for another version");
    }
    List<Choice> offered =
        running.stream().filter(one -> version != null || isOffered(one.listed())).toList();
    if (offered.isEmpty()) {
      throw new RegistryException(
          Kind.INVALID,
          "skill "
              + skill
              + ": every version of it is a trial or was taken back: name one if you want it, "
              + skill
              + "@"
              + running.getLast().listed().version());
    }
    checkOnePublisher(skill, offered);
    return offered.stream().max(BY_VERSION).orElseThrow();
  }

  /// The newest version of a publisher that may be installed without being named, if it is newer
  /// than the one that runs.
  public static Optional<Choice> newer(
      List<Offering> registries, String skill, String than, String publisher, Revoked revoked) {
    return named(registries, skill, publisher).stream()
        .filter(one -> one.listed().key().fingerprint().equals(publisher))
        .filter(one -> isOffered(one.listed()) && revoked.why(one.listed()).isEmpty())
        .filter(one -> SkillVersion.ORDER.compare(one.listed().version(), than) > 0)
        .max(BY_VERSION);
  }

  private static boolean isOffered(Listed one) {
    return !one.isYanked() && !SkillVersion.isTrial(one.version());
  }

  /// Every package of the name, oldest version first; only the known publisher's where there are
  /// some.
  private static List<Choice> named(
      List<Offering> registries, String skill, @Nullable String publisher) {
    List<Choice> all = new ArrayList<>();
    for (Offering registry : registries) {
      registry.index().packages().stream()
          .filter(one -> one.name().equals(skill))
          .forEach(one -> all.add(new Choice(registry.place(), registry.index(), one)));
    }
    all.sort(BY_VERSION);
    List<Choice> known =
        all.stream()
            .filter(one -> Objects.equals(one.listed().key().fingerprint(), publisher))
            .toList();
    return known.isEmpty() ? all : known;
  }

  private static void checkOnePublisher(String skill, List<Choice> offered) {
    Map<String, String> publishers = new LinkedHashMap<>();
    offered.forEach(one -> publishers.putIfAbsent(one.listed().key().fingerprint(), one.place()));
    if (publishers.size() > 1) {
      throw new RegistryException(
          Kind.CONFLICT,
          "skill "
              + skill
              + ": two publishers offer it, "
              + publishers.entrySet().stream()
                  .map(entry -> entry.getKey() + " at " + entry.getValue())
                  .collect(Collectors.joining(", "))
              + ": say whose you want with --from PLACE");
    }
  }

  private static RegistryException none(List<Offering> registries, String skill) {
    List<String> names =
        registries.stream()
            .flatMap(one -> one.index().packages().stream())
            .map(Listed::name)
            .distinct()
            .toList();
    return new RegistryException(
        Kind.INVALID,
        "skill "
            + skill
            + ": no registry offers it: "
            + NearMiss.of(skill, names)
                .map(name -> "did you mean " + name + "?")
                .orElse("loqa-skill registry list shows what is offered"));
  }

  private static String shown(List<Choice> all) {
    List<String> versions = all.stream().map(one -> one.listed().version()).distinct().toList();
    String few =
        String.join(
            ", ", versions.subList(Math.max(0, versions.size() - MOST_SHOWN), versions.size()));
    return versions.size() > MOST_SHOWN ? "…, " + few : few;
  }
}
