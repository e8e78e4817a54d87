package dev.loqa.loqad.store;

import java.time.Instant;

/// The newest index of a registry that this house has seen, by the key that signed it: an older one
/// is a replay, wherever it comes from.
///
/// @param version its number
/// @param sha512 its digest
/// @param file `index.loqa` as it was; empty when the registry is not followed any more
/// @param revoked what counts as revoked, JSON: reasons by digest or fingerprint
// Equality is that of the array, which nobody needs.
@SuppressWarnings("ArrayRecordComponent")
public record SeenIndex(
    String key, long version, String sha512, Instant seenAt, byte[] file, String revoked) {}
