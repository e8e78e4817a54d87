package dev.loqa.skillhost.registry;

import dev.loqa.skillhost.packages.PublisherKey;

/// What an owner remembers of a registry: the key that was agreed to and the newest index that was
/// seen. `version` 0 is a registry of which only the key is known.
///
/// @param sha512 the digest of that index, empty for version 0
public record KnownIndex(PublisherKey key, long version, String sha512) {
  /// A registry whose key the owner agreed to and that was not read yet.
  public static KnownIndex trusting(PublisherKey key) {
    return new KnownIndex(key, 0, "");
  }
}
