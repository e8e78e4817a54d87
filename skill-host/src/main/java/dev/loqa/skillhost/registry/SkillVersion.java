package dev.loqa.skillhost.registry;

import java.math.BigInteger;
import java.util.Comparator;
import java.util.regex.Pattern;

/// The order of versions, as semver.org 2.0.0 has it: by numbers, a version with a suffix before
/// the one without.
public final class SkillVersion {
  /// Oldest first.
  public static final Comparator<String> ORDER = SkillVersion::compare;

  private static final Pattern VERSION =
      Pattern.compile("(0|[1-9][0-9]{0,8})(\\.(0|[1-9][0-9]{0,8})){2}(-[0-9A-Za-z.-]{1,32})?");
  private static final Pattern DIGITS = Pattern.compile("[0-9]+");

  private SkillVersion() {}

  /// Whether a package can have it.
  public static boolean is(String text) {
    return VERSION.matcher(text).matches();
  }

  /// Whether it has a suffix, as in `1.0.0-beta`.
  public static boolean isTrial(String version) {
    return version.indexOf('-') >= 0;
  }

  private static int compare(String a, String b) {
    String[] left = a.split("\\+", 2)[0].split("-", 2);
    String[] right = b.split("\\+", 2)[0].split("-", 2);
    int numbers = parts(left[0].split("\\.", -1), right[0].split("\\.", -1));
    if (numbers != 0 || left.length != right.length) {
      return numbers != 0 ? numbers : Integer.compare(right.length, left.length);
    }
    return left.length == 1 ? 0 : parts(left[1].split("\\.", -1), right[1].split("\\.", -1));
  }

  private static int parts(String[] a, String[] b) {
    for (int i = 0; i < Math.min(a.length, b.length); i++) {
      int order = part(a[i], b[i]);
      if (order != 0) {
        return order;
      }
    }
    return Integer.compare(a.length, b.length);
  }

  private static int part(String a, String b) {
    boolean number = DIGITS.matcher(a).matches();
    if (number != DIGITS.matcher(b).matches()) {
      return number ? -1 : 1;
    }
    return number ? new BigInteger(a).compareTo(new BigInteger(b)) : a.compareTo(b);
  }
}
