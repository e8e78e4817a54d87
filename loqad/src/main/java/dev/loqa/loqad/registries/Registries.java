package dev.loqa.loqad.registries;

import dev.loqa.loqad.install.Advice;
import dev.loqa.loqad.install.Offer;
import dev.loqa.loqad.store.EventStore;
import dev.loqa.loqad.store.InstalledVersion;
import dev.loqa.skillhost.packages.KeyException;
import dev.loqa.skillhost.packages.PublisherKey;
import dev.loqa.skillhost.registry.Choice;
import dev.loqa.skillhost.registry.Listed;
import dev.loqa.skillhost.registry.RegistryException;
import dev.loqa.skillhost.registry.RegistryException.Kind;
import dev.loqa.skillhost.registry.SignedIndex;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// The registries that this house follows: which there are, what they offer, and what they have
/// revoked. Whatever a registry is or says, what is installed stays; only an index that is signed
/// by the agreed key and not older than the newest one seen can put a skill to rest.
///
/// Thread-safe. What looks at a registry blocks for as long as that takes, at most a minute for a
/// file; the rest answers at once.
public final class Registries implements Advice {
  private final RegistryMemory memory;
  private final Looks looks;
  private final PackageSearch search;

  /// @param say speaks to the house: which skill rests, and why
  public Registries(EventStore store, InstantSource clock, Consumer<String> say) {
    this.memory = new RegistryMemory(store, clock, say);
    this.looks = new Looks(memory);
    this.search = new PackageSearch(store, memory, looks, this::against);
  }

  /// What a registry is that nobody follows yet.
  ///
  /// @param key fingerprint of the key that signed its index
  public record Stranger(String place, String name, String key, long number, int packages) {}

  /// The registries that are followed.
  public List<RegistryView> all() {
    return memory.state().followed().stream().map(RegistryView::of).toList();
  }

  /// The registry at a place, if it is followed.
  public Optional<RegistryView> at(String place) {
    return memory.state().at(place).map(RegistryView::of);
  }

  /// Looks at a registry that may be followed; nothing is remembered.
  ///
  /// @throws RegistryException when it is not there, or has no index
  public Stranger meet(String place) {
    byte[] file = Looks.file(place);
    try {
      SignedIndex signed = SignedIndex.read(file);
      return new Stranger(
          place,
          Revoked.plain(signed.index().name()),
          signed.key().fingerprint(),
          signed.index().version(),
          signed.index().packages().size());
    } catch (IllegalArgumentException e) {
      throw new RegistryException(
          Kind.UNTRUSTED,
          "registry " + place + ": its index is none (" + e.getMessage() + "): take another copy",
          e);
    }
  }

  /// Follows a registry from now on.
  ///
  /// @param key fingerprint of the key that the owner agreed to
  /// @throws RegistryException when its index is not signed by that key, or another key was agreed
  ///   to for this place
  public RegistryView follow(String place, String key, String by) {
    Optional<Followed> known = memory.state().at(place);
    if (known.isPresent() && !known.get().row().key().equals(key)) {
      throw new RegistryException(
          Kind.UNTRUSTED,
          "registry "
              + place
              + ": you agreed to the key "
              + known.get().row().key()
              + " and this one is "
              + key
              + ": ask who runs it; if it is right, loqa-skill registry unfollow it first");
    }
    byte[] file = Looks.file(place);
    if (known.isPresent()) {
      RegistryException why = memory.judge(place, file);
      if (why != null) {
        throw why;
      }
    } else {
      memory.follow(place, publisher(key), file, by);
    }
    return memory.state().at(place).map(RegistryView::of).orElseThrow();
  }

  private static PublisherKey publisher(String key) {
    try {
      return new PublisherKey(key);
    } catch (KeyException e) {
      throw new RegistryException(Kind.INVALID, String.valueOf(e.getMessage()), e);
    }
  }

  /// Follows a registry no more; what it revoked counts no longer, its number is kept.
  ///
  /// @return the skills that are called again because of it
  public List<String> unfollow(String place, String by) {
    return memory.unfollow(place, by);
  }

  /// Looks at every registry now, all at once.
  public List<RegistryView> look() {
    looks.at(memory.state().followed());
    return all();
  }

  /// Looks at those that have not been looked at for long.
  ///
  /// @param due which
  void look(Predicate<RegistryView> due) {
    looks.at(
        memory.state().followed().stream()
            .filter(registry -> due.test(RegistryView.of(registry)))
            .toList());
  }

  /// Brings the package that is meant, after a look at the registries. Whether it may be installed
  /// is for the installer to say; it is proved to be the one that the index names.
  ///
  /// @return none: nothing newer is offered than what runs
  /// @throws RegistryException when there is none, or it cannot be had
  public Optional<Offer> find(Wanted wanted) {
    return search.find(wanted);
  }

  private Optional<String> against(Listed one) {
    return against(one.name(), one.version(), one.sha512(), one.key().fingerprint());
  }

  /// Empty also when the owner has overruled it.
  @Override
  public Optional<String> against(
      String skill, String version, String digest, @Nullable String publisher) {
    return memory.state().against(skill, version, digest, publisher).map(Revoked::why);
  }

  /// By the indexes last seen.
  @Override
  public Optional<String> newer(InstalledVersion runs) {
    String publisher = runs.publisher();
    if (publisher == null) {
      return Optional.empty();
    }
    List<Choice.Offering> offerings =
        memory.state().followed().stream()
            .filter(registry -> registry.good(memory.now()))
            .flatMap(registry -> Look.offering(registry).stream())
            .toList();
    return Choice.newer(offerings, runs.skill(), runs.version(), publisher, this::against)
        .map(choice -> choice.listed().version());
  }

  @Override
  public Optional<String> resting(String digest) {
    return revoked(digest).map(Revoked::why);
  }

  /// What is said against an installed package that is not called because of it.
  public Optional<Revoked> revoked(String digest) {
    return Optional.ofNullable(memory.state().resting().get(digest));
  }

  /// Lets a skill run that rests, when the owner has agreed to exactly that.
  ///
  /// @param consent of [Revoked#consent]
  /// @return whether it is that
  public boolean overrule(Revoked why, String consent, String by) {
    return memory.overrule(why, consent, by);
  }

  /// The installed skills are others now.
  public void skillsChanged() {
    memory.skillsChanged();
  }

  /// How each registry is; nothing is asked of it for that.
  public List<Condition> conditions() {
    return memory.state().followed().stream()
        .map(registry -> Condition.of(registry, memory.now()))
        .toList();
  }
}
