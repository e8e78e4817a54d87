package dev.loqa.loqad.registries;

import org.jspecify.annotations.Nullable;

/// Which package an owner means.
///
/// @param version none: the newest
/// @param from the place of one registry; none: any that is followed
/// @param upgrade whether it is to take the place of an older version, and only so
/// @param by who wants it
public record Wanted(
    String skill, @Nullable String version, @Nullable String from, boolean upgrade, String by) {}
