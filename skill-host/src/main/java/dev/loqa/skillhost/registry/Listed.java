package dev.loqa.skillhost.registry;

import dev.loqa.skillhost.packages.PackageLimits;
import dev.loqa.skillhost.packages.PublisherKey;
import java.util.regex.Pattern;

/// One version of one skill in an index. Where its file is follows from name and version: an index
/// names no paths.
///
/// @param sha512 the hex digest of the canonical tar
/// @param bytes the package's file
/// @param key who signed the package
/// @param yanked why its publisher took it back, empty if it was not: installed only when its
///   version is asked for
public record Listed(
    String name,
    String version,
    String description,
    String sha512,
    int bytes,
    PublisherKey key,
    String yanked) {
  private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9_-]{0,31}");
  private static final Pattern DIGEST = Pattern.compile("[0-9a-f]{128}");
  private static final int MOST_WORDS = 500;

  /// @throws IllegalArgumentException naming what is wrong
  public Listed {
    if (!NAME.matcher(name).matches()) {
      throw new IllegalArgumentException("name: it is no skill's name");
    }
    if (!SkillVersion.is(version)) {
      throw new IllegalArgumentException("version: it is no version");
    }
    if (!DIGEST.matcher(sha512).matches()) {
      throw new IllegalArgumentException("sha512: it is not 128 hex digits");
    }
    if (bytes < 1 || bytes > PackageLimits.PACKED) {
      throw new IllegalArgumentException("bytes: no package has " + bytes);
    }
    if (description.length() > MOST_WORDS || yanked.length() > MOST_WORDS) {
      throw new IllegalArgumentException("words: more than " + MOST_WORDS + " characters");
    }
  }

  /// Whether its publisher took it back.
  public boolean isYanked() {
    return !yanked.isEmpty();
  }

  /// The package's file below the registry.
  public String path() {
    return "packages/" + name + "-" + version + ".lskill";
  }

  Listed yankedFor(String reason) {
    return new Listed(name, version, description, sha512, bytes, key, reason);
  }
}
