package dev.loqa.loqad.registries;

import dev.loqa.base.json.Json;
import dev.loqa.loqad.store.EventStore;
import dev.loqa.loqad.store.FollowedRegistry;
import dev.loqa.loqad.store.NewEvent;
import dev.loqa.loqad.store.SeenIndex;
import dev.loqa.loqad.store.StateChange;
import dev.loqa.skillhost.packages.PublisherKey;
import dev.loqa.skillhost.registry.Freshness;
import dev.loqa.skillhost.registry.IndexVerdict;
import dev.loqa.skillhost.registry.RegistryException;
import dev.loqa.skillhost.registry.RegistryException.Kind;
import dev.loqa.skillhost.registry.SignedIndex;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import org.jspecify.annotations.Nullable;

/// What this house remembers of registries, in memory and in the event store: an index is judged
/// and committed in one step, together with the events about skills that rest because of it, so
/// that no older index is believed after a newer one, also not after a restart. Thread-safe;
/// changes wait for each other, reading waits for nothing.
final class RegistryMemory {
  /// Registries that a house follows at most.
  static final int MOST = 16;

  private final EventStore store;
  private final InstantSource clock;
  private final Consumer<String> say;
  private final ReentrantLock oneChange = new ReentrantLock();
  private volatile RegistryState state;

  /// @param say speaks to the house: which skill rests, and why
  RegistryMemory(EventStore store, InstantSource clock, Consumer<String> say) {
    this.store = store;
    this.clock = clock;
    this.say = say;
    this.state = RegistryState.in(store);
  }

  RegistryState state() {
    return state;
  }

  Instant now() {
    return clock.instant();
  }

  /// Judges an index of a registry that is followed, and remembers it if it is believed.
  ///
  /// @return why it is not to be used; null: it is
  @Nullable RegistryException judge(String place, byte[] file) {
    oneChange.lock();
    try {
      Optional<Followed> known = state.at(place);
      if (known.isEmpty()) {
        return notFollowed(place);
      }
      Followed registry = known.get();
      return switch (Freshness.judge(file, registry.known(), now())) {
        case IndexVerdict.Usable usable -> {
          seen(registry, usable.signed(), file, null);
          yield null;
        }
        case IndexVerdict.Expired expired -> {
          RegistryException why = untrusted(place, expired.words());
          seen(registry, expired.signed(), file, String.valueOf(why.getMessage()));
          yield why;
        }
        case IndexVerdict.Replayed replayed -> refused(registry, replayed.words());
        case IndexVerdict.OtherKey other -> refused(registry, other.words());
        case IndexVerdict.Unreadable unreadable -> refused(registry, unreadable.words());
      };
    } finally {
      oneChange.unlock();
    }
  }

  private void seen(Followed registry, SignedIndex signed, byte[] file, @Nullable String fault) {
    FollowedRegistry row = looked(registry.row(), fault);
    List<StateChange> changes = new ArrayList<>();
    changes.add(new StateChange.RegistryLooked(row.place(), now(), fault));
    boolean newer =
        registry.index() == null || signed.index().version() > registry.known().version();
    Followed after =
        newer
            ? new Followed(row, registry.known(), registry.index(), registry.revoked()).with(signed)
            : new Followed(row, registry.known(), registry.index(), registry.revoked());
    List<NewEvent> events = new ArrayList<>();
    if (newer) {
      changes.add(new StateChange.RegistryIndexSeen(kept(after, signed, file)));
      events.add(RegistryEvents.seen(row.place(), signed));
    }
    List<Followed> all = newer ? alsoElsewhere(after) : replaced(after);
    commit(all, state.overruled(), events, changes, "the registry " + after.name());
  }

  /// Every registry, after one index was believed: what it says counts wherever its key is
  /// followed.
  private List<Followed> alsoElsewhere(Followed seen) {
    return replaced(seen).stream()
        .map(one ->
            one.row().key().equals(seen.row().key())
                ? new Followed(one.row(), seen.known(), seen.index(), seen.revoked())
                : one)
        .toList();
  }

  private SeenIndex kept(Followed after, SignedIndex signed, byte[] file) {
    return new SeenIndex(
        signed.key().fingerprint(),
        signed.index().version(),
        signed.sha512(),
        now(),
        file,
        Json.text(after.revoked().reasons()));
  }

  private FollowedRegistry looked(FollowedRegistry row, @Nullable String fault) {
    return new FollowedRegistry(row.place(), row.key(), row.since(), row.by(), now(), fault);
  }

  private RegistryException refused(Followed registry, String words) {
    RegistryException why = untrusted(registry.row().place(), words);
    missed(registry, String.valueOf(why.getMessage()), true);
    return why;
  }

  /// Remembers that the index could not be had.
  void missed(String place, String fault) {
    oneChange.lock();
    try {
      state.at(place).ifPresent(registry -> missed(registry, fault, false));
    } finally {
      oneChange.unlock();
    }
  }

  private void missed(Followed registry, String fault, boolean audited) {
    FollowedRegistry row = looked(registry.row(), fault);
    // One event for one fault, however often it is met.
    boolean told = fault.equals(registry.row().fault());
    commit(
        replaced(new Followed(row, registry.known(), registry.index(), registry.revoked())),
        state.overruled(),
        audited && !told ? List.of(RegistryEvents.refused(row.place(), fault)) : List.of(),
        List.of(new StateChange.RegistryLooked(row.place(), now(), fault)),
        "loqad");
  }

  private List<Followed> replaced(Followed with) {
    return state.followed().stream()
        .map(one -> one.row().place().equals(with.row().place()) ? with : one)
        .toList();
  }

  /// Begins to follow a registry whose index was read.
  ///
  /// @param key the one that the owner agreed to
  /// @throws RegistryException when the index is not one of this key, or too old
  void follow(String place, PublisherKey key, byte[] file, String by) {
    oneChange.lock();
    try {
      if (state.followed().size() >= MOST) {
        throw new RegistryException(
            Kind.INVALID,
            "registry "
                + place
                + ": "
                + MOST
                + " are followed already: loqa-skill registry unfollow one first");
      }
      FollowedRegistry row = new FollowedRegistry(place, key.fingerprint(), now(), by, now(), null);
      Followed registry = Followed.of(row, store.registries().seen(key.fingerprint()));
      SignedIndex signed =
          switch (Freshness.judge(file, registry.known(), now())) {
            case IndexVerdict.Usable usable -> usable.signed();
            case IndexVerdict.Expired expired -> throw untrusted(place, expired.words());
            case IndexVerdict.Replayed replayed -> throw untrusted(place, replayed.words());
            case IndexVerdict.OtherKey other -> throw untrusted(place, other.words());
            case IndexVerdict.Unreadable unreadable -> throw untrusted(place, unreadable.words());
          };
      Followed after = registry.with(signed);
      List<Followed> all = new ArrayList<>(alsoElsewhere(after));
      all.add(after);
      commit(
          all,
          state.overruled(),
          List.of(RegistryEvents.followed(place, signed, by)),
          List.of(
              new StateChange.RegistryFollowed(place, key.fingerprint(), by, now()),
              new StateChange.RegistryLooked(place, now(), null),
              new StateChange.RegistryIndexSeen(kept(after, signed, file))),
          "the registry " + after.name());
    } finally {
      oneChange.unlock();
    }
  }

  /// Follows a registry no more; what it revoked counts no longer.
  ///
  /// @return the skills that are called again because of it
  List<String> unfollow(String place, String by) {
    oneChange.lock();
    try {
      Followed registry = state.at(place).orElseThrow(() -> notFollowed(place));
      RegistryState before = state;
      commit(
          state.followed().stream().filter(one -> !one.row().place().equals(place)).toList(),
          state.overruled(),
          List.of(RegistryEvents.unfollowed(registry, by)),
          List.of(new StateChange.RegistryUnfollowed(place)),
          by);
      return RegistryEvents.ended(before, state).stream().map(Revoked::skill).sorted().toList();
    } finally {
      oneChange.unlock();
    }
  }

  /// Lets a skill run that rests, if this is the consent to exactly that.
  ///
  /// @return whether it is
  boolean overrule(Revoked why, String consent, String by) {
    if (!why.consent().equals(consent)) {
      return false;
    }
    oneChange.lock();
    try {
      Set<String> overruled = new HashSet<>(state.overruled());
      overruled.add(consent);
      commit(
          state.followed(),
          overruled,
          List.of(RegistryEvents.overruled(why, by)),
          List.of(new StateChange.RevocationOverruled(consent, why.skill(), by, now())),
          by);
      return true;
    } finally {
      oneChange.unlock();
    }
  }

  /// The installed skills are others now.
  void skillsChanged() {
    oneChange.lock();
    try {
      commit(state.followed(), store.registries().overruled(), List.of(), List.of(), "loqad");
    } finally {
      oneChange.unlock();
    }
  }

  /// Makes everything durable together, and only then counts it. Called with the lock.
  private void commit(
      List<Followed> followed,
      Set<String> overruled,
      List<NewEvent> events,
      List<StateChange> changes,
      String by) {
    RegistryState before = state;
    RegistryState after = RegistryState.of(followed, overruled, store.installed().all());
    List<NewEvent> all = new ArrayList<>(events);
    all.addAll(RegistryEvents.changes(before, after, by));
    if (!all.isEmpty() || !changes.isEmpty()) {
      store.appendAll(all, changes);
    }
    state = after;
    RegistryEvents.begun(before, after)
        .forEach(why -> say.accept("The skill " + why.skill() + " is resting: " + why.why() + "."));
  }

  static RegistryException notFollowed(String place) {
    return new RegistryException(
        Kind.INVALID,
        "registry "
            + place
            + ": this house does not follow it: loqa-skill registry list shows those that it does");
  }

  private static RegistryException untrusted(String place, String words) {
    return new RegistryException(
        Kind.UNTRUSTED,
        words.replaceFirst(
            "^the registry's index: ", "registry " + Matcher.quoteReplacement(place) + ": "));
  }
}
