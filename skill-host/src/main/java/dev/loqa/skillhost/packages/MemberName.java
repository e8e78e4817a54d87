package dev.loqa.skillhost.packages;

import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/// What a file in an archive of ours may be called: `[A-Za-z0-9._/-]{1,100}`, no step up, no hidden
/// meaning on any file system. The characters alone close control characters, Unicode look-alikes,
/// drive letters, alternate data streams and backslashes; the rest is what those characters still
/// allow.
public final class MemberName {
  /// Characters of a name at most.
  public static final int MOST = 100;

  private static final Pattern CHARACTERS = Pattern.compile("[A-Za-z0-9._/-]*");
  private static final int MOST_DEPTH = 8;

  /// Names that Windows gives to devices, with any ending.
  private static final Set<String> DEVICES =
      Set.of(
          "con", "prn", "aux", "nul", "com0", "com1", "com2", "com3", "com4", "com5", "com6",
          "com7", "com8", "com9", "lpt0", "lpt1", "lpt2", "lpt3", "lpt4", "lpt5", "lpt6", "lpt7",
          "lpt8", "lpt9");

  private MemberName() {}

  /// What is wrong with it, empty if nothing is.
  public static Optional<String> fault(String name) {
    if (name.isEmpty()) {
      return Optional.of("has no name");
    }
    if (name.length() > MOST) {
      return Optional.of("has a name of more than " + MOST + " characters");
    }
    if (!CHARACTERS.matcher(name).matches()) {
      return Optional.of("has a character outside A-Z a-z 0-9 . _ / -");
    }
    String[] steps = name.split("/", -1);
    if (steps.length > MOST_DEPTH) {
      return Optional.of("lies more than " + MOST_DEPTH + " folders deep");
    }
    for (String step : steps) {
      Optional<String> fault = step(step);
      if (fault.isPresent()) {
        return fault;
      }
    }
    return Optional.empty();
  }

  private static Optional<String> step(String step) {
    if (step.isEmpty()) {
      return Optional.of("has an empty step in its path");
    }
    if (step.equals(".") || step.equals("..")) {
      return Optional.of("steps through " + step);
    }
    if (step.endsWith(".")) {
      return Optional.of("has a step that ends with a dot");
    }
    int dot = step.indexOf('.');
    String stem = dot < 0 ? step : step.substring(0, dot);
    return DEVICES.contains(stem.toLowerCase(Locale.ROOT))
        ? Optional.of("has the name of a device, " + stem)
        : Optional.empty();
  }
}
