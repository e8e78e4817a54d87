package dev.loqa.loqad.registries;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A registry as an owner looks at it.
///
/// @param key fingerprint of the key that was agreed to
/// @param number of the newest index that was seen; 0: none was
/// @param goodUntil until when that index says what there is
/// @param lookedAt when somebody last looked for a newer one
/// @param fault why that could not be used; none: it could
/// @param packages how many the index offers
/// @param revoked how many packages and keys count as revoked
/// @param notes what of the index could not be understood
public record RegistryView(
    String place,
    String name,
    String key,
    String since,
    String by,
    long number,
    @Nullable String goodUntil,
    @Nullable String lookedAt,
    @Nullable String fault,
    int packages,
    int revoked,
    List<String> notes) {

  static RegistryView of(Followed registry) {
    var index = registry.index();
    Instant lookedAt = registry.row().lookedAt();
    return new RegistryView(
        registry.row().place(),
        registry.name(),
        registry.row().key(),
        registry.row().since().toString(),
        registry.row().by(),
        registry.known().version(),
        index == null ? null : index.index().expires().toString(),
        lookedAt == null ? null : lookedAt.toString(),
        registry.row().fault(),
        index == null ? 0 : index.index().packages().size(),
        registry.revoked().reasons().size(),
        index == null ? List.of() : index.index().notes());
  }
}
