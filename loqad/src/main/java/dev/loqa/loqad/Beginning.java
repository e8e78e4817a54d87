package dev.loqa.loqad;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/// How this daemon was started, beside its configuration.
///
/// @param data where everything is kept
/// @param config the configuration's file; none: everything has its default
/// @param skills where skills are beside those that are installed
/// @param still whether it does nothing by itself: no timer fires, nothing is fetched or forgotten,
///   no skill reaches the web, the home is a simulated one
public record Beginning(Path data, @Nullable Path config, SkillSources skills, boolean still) {}
