package dev.loqa.cli.update;

import org.jspecify.annotations.Nullable;

/// A switch that began and of which nobody knows yet whether it ended well: the file `.pending`.
///
/// @param from the release before; none at the first installation
/// @param to the release that is switched to
public record Pending(@Nullable String from, String to) {}
