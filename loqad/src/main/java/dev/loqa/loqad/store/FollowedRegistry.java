package dev.loqa.loqad.store;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A registry of skills that this house follows.
///
/// @param place a folder, or an address
/// @param key fingerprint of the key that the owner agreed to
/// @param by who agreed
/// @param lookedAt when its index was last asked for; none: never
/// @param fault why its index could not be used then; none: it could
public record FollowedRegistry(
    String place,
    String key,
    Instant since,
    String by,
    @Nullable Instant lookedAt,
    @Nullable String fault) {}
