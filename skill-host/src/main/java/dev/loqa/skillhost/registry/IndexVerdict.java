package dev.loqa.skillhost.registry;

import dev.loqa.skillhost.packages.PublisherKey;

/// What may be done with an index that was read.
public sealed interface IndexVerdict {
  /// It may be used.
  ///
  /// @param first whether no key was known: the owner has to agree to this one
  record Usable(SignedIndex signed, boolean first) implements IndexVerdict {}

  /// It was the newest once; nobody can say that it still is. Nothing is installed from it; what it
  /// revokes counts.
  record Expired(SignedIndex signed, String words) implements IndexVerdict {}

  /// An older one than was seen, or another one of the same number. Not used.
  record Replayed(String words) implements IndexVerdict {}

  /// By another key than the one that was agreed to. Not used.
  record OtherKey(PublisherKey known, PublisherKey found, String words) implements IndexVerdict {}

  /// Cut off, changed, or no index. Not used.
  record Unreadable(String words) implements IndexVerdict {}
}
