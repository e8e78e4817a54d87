package dev.loqa.loqad;

import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Where this daemon finds skills beside those that are installed.
///
/// @param folders of people who develop skills: loaded as they are, in the place of an installed
///   skill of the same name; the configuration's `skills.folders` takes their place
/// @param packages the folder of the packages that came with Loqa; none: nothing came
/// @param person who starts the daemon, and by that wants what came with Loqa
public record SkillSources(List<Path> folders, @Nullable Path packages, String person) {
  public SkillSources {
    folders = List.copyOf(folders);
  }
}
