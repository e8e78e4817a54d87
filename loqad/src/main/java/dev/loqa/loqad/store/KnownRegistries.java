package dev.loqa.loqad.store;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// The registries that this house follows, what it has seen of them, and which revocations its
/// owner has overruled. Reads see what is committed; writing is a list of [StateChange]s given to
/// [EventStore#appendAll]. Any thread may call.
public final class KnownRegistries {
  private final Readers readers;

  KnownRegistries(Readers readers) {
    this.readers = readers;
  }

  /// Every registry that is followed, in the order in which they were taken up.
  public List<FollowedRegistry> all() {
    return readers.read(
        "reading the registries",
        connection ->
            EventReader.run(
                connection,
                "SELECT place, key, since, followed_by, looked_at, fault FROM registries ORDER BY since, place",
                List.of(),
                row ->
                    new FollowedRegistry(
                        row.getString(1),
                        row.getString(2),
                        SealedEvent.instant(row.getLong(3)),
                        row.getString(4),
                        EventReader.maybe(row, 5),
                        row.getString(6))));
  }

  /// The newest index that was seen of a key's registry.
  public Optional<SeenIndex> seen(String key) {
    return readers.read(
        "reading what was seen of a registry",
        connection ->
            EventReader.run(
                    connection,
                    "SELECT key, version, sha512, seen_at, file, revoked FROM registry_indexes WHERE key = ?",
                    List.of(key),
                    row ->
                        new SeenIndex(
                            row.getString(1),
                            row.getLong(2),
                            row.getString(3),
                            SealedEvent.instant(row.getLong(4)),
                            row.getBytes(5),
                            row.getString(6)))
                .stream()
                .findFirst());
  }

  /// The digests of the texts by which the owner has overruled a revocation.
  public Set<String> overruled() {
    return new HashSet<>(
        readers.read(
            "reading the overruled revocations",
            connection ->
                EventReader.run(
                    connection,
                    "SELECT consent FROM overruled_revocations",
                    List.of(),
                    row -> row.getString(1))));
  }
}
