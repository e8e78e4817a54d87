package dev.loqa.cli.release;

import java.math.BigInteger;
import java.util.Comparator;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What a bundle is called: `loqa-VERSION-OS-ARCH`, its one top folder, and that with `.tar.gz`,
/// its file.
///
/// @param version `YYYY.MM.DD`, with `-N` for a further one of that day, or another name of
///   letters, digits, `.` and `-` that begins with a digit
public record ReleaseName(String version, Platform platform) {
  private static final String VERSION = "[0-9](?:[A-Za-z0-9.-]{0,38}[A-Za-z0-9])?";
  private static final Pattern NAME =
      Pattern.compile("loqa-(" + VERSION + ")-(linux|macos)-(amd64|arm64)");
  private static final String ENDING = ".tar.gz";

  /// Versions by their numbers, part by part: `2026.9.30` is before `2026.10.1`, `2026.10.1` before
  /// `2026.10.1-2`.
  public static final Comparator<String> OLDEST_FIRST = ReleaseName::compare;

  public ReleaseName {
    if (!isVersion(version)) {
      throw new IllegalArgumentException(
          "version "
              + version
              + ": it is no name of 1 to 40 letters, digits, dots and hyphens that begins with a"
              + " digit: call it 2026.11.22 for instance");
    }
  }

  /// Whether this can be the name of a release.
  public static boolean isVersion(String text) {
    return text.matches(VERSION);
  }

  /// Reads the name of a bundle's file.
  public static Optional<ReleaseName> ofFile(String file) {
    if (!file.endsWith(ENDING)) {
      return Optional.empty();
    }
    Matcher name = NAME.matcher(file.substring(0, file.length() - ENDING.length()));
    return name.matches()
        ? Optional.of(new ReleaseName(name.group(1), new Platform(name.group(2), name.group(3))))
        : Optional.empty();
  }

  /// The one folder that everything is in.
  public String folder() {
    return "loqa-" + version + "-" + platform;
  }

  public String file() {
    return folder() + ENDING;
  }

  private static int compare(String left, String right) {
    String[] one = left.split("[.-]", -1);
    String[] other = right.split("[.-]", -1);
    for (int i = 0; i < Math.min(one.length, other.length); i++) {
      int order = comparePart(one[i], other[i]);
      if (order != 0) {
        return order;
      }
    }
    return Integer.compare(one.length, other.length);
  }

  private static int comparePart(String one, String other) {
    boolean numbers = one.matches("[0-9]+") && other.matches("[0-9]+");
    return numbers ? new BigInteger(one).compareTo(new BigInteger(other)) : one.compareTo(other);
  }
}
