package dev.loqa.skillhost.manifest;

import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/// What a skill may be called. Pure.
public final class SkillName {
  static final Pattern FORM = Pattern.compile("[a-z][a-z0-9_-]{0,31}");
  static final String FORM_WORDS = "use 1 to 32 of a-z 0-9 _ - with a letter first";

  private static final Set<String> RESERVED =
      Set.of(
          "loqa",
          "loqad",
          "system",
          "host",
          "result",
          "failed",
          "core",
          "skill",
          "all",
          "audit",
          "registry",
          "ctrl");

  private SkillName() {}

  /// Whether the name is one of the host's own.
  static boolean reserved(String name) {
    return RESERVED.contains(name);
  }

  /// What is wrong with a name and the way out, empty if nothing is.
  public static Optional<String> fault(String name) {
    if (!FORM.matcher(name).matches()) {
      return Optional.of("is no name for a skill: " + FORM_WORDS);
    }
    return reserved(name) ? Optional.of("is reserved: choose another name") : Optional.empty();
  }
}
