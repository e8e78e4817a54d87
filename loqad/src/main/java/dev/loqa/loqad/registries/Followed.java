package dev.loqa.loqad.registries;

import dev.loqa.base.json.Json;
import dev.loqa.base.json.JsonException;
import dev.loqa.loqad.store.FollowedRegistry;
import dev.loqa.loqad.store.SeenIndex;
import dev.loqa.skillhost.packages.PublisherKey;
import dev.loqa.skillhost.registry.KnownIndex;
import dev.loqa.skillhost.registry.Revocations;
import dev.loqa.skillhost.registry.SignedIndex;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// One registry as this house knows it.
///
/// @param known what the next index is judged by
/// @param index the newest that was seen; none: none was, or what is kept cannot be read
/// @param revoked what counts as revoked
record Followed(
    FollowedRegistry row, KnownIndex known, @Nullable SignedIndex index, Revocations revoked) {
  private static final Logger LOG = LoggerFactory.getLogger(Followed.class);

  /// From what the store has.
  static Followed of(FollowedRegistry row, Optional<SeenIndex> seen) {
    PublisherKey key = new PublisherKey(row.key());
    if (seen.isEmpty()) {
      return new Followed(row, KnownIndex.trusting(key), null, Revocations.NONE);
    }
    SeenIndex last = seen.get();
    return new Followed(
        row,
        new KnownIndex(key, last.version(), last.sha512()),
        index(row, last),
        new Revocations(reasons(last), List.of()));
  }

  private static @Nullable SignedIndex index(FollowedRegistry row, SeenIndex seen) {
    try {
      return seen.file().length == 0 ? null : SignedIndex.read(seen.file());
    } catch (IllegalArgumentException e) {
      LOG.atWarn().addKeyValue("registry", row.place()).setCause(e).log("kept index not readable");
      return null;
    }
  }

  private static Map<String, String> reasons(SeenIndex seen) {
    Map<String, String> reasons = new LinkedHashMap<>();
    try {
      Json.readObject(seen.revoked())
          .forEach((named, reason) -> reasons.put(named, String.valueOf(reason)));
    } catch (JsonException e) {
      LOG.atWarn().addKeyValue("registry", seen.key()).setCause(e).log("revocations not readable");
    }
    return reasons;
  }

  /// Having seen this index.
  Followed with(SignedIndex newer) {
    return new Followed(row, newer.known(), newer, newer.index().revoked().after(revoked));
  }

  /// What it calls itself, else where it is.
  String name() {
    return index == null || index.index().name().isBlank()
        ? row.place()
        : Revoked.plain(index.index().name());
  }

  /// Whether its newest index still says what there is.
  boolean good(Instant now) {
    return index != null && now.isBefore(index.index().expires());
  }

  /// Whether it is a folder, which may be away without anything being wrong.
  boolean isFolder() {
    return isFolder(row.place());
  }

  static boolean isFolder(String place) {
    return !place.startsWith("http://") && !place.startsWith("https://");
  }
}
