package dev.loqa.loqad.install;

/// The order of version numbers, by the rules of semantic versioning 2.0.0 (§11).
final class Versions {
  private Versions() {}

  /// Negative when `one` is the older. Both are as a checked manifest has them.
  static int compare(String one, String other) {
    String[] first = halves(one);
    String[] second = halves(other);
    int numbers = parts(first[0], second[0]);
    if (numbers != 0 || first[1].equals(second[1])) {
      return numbers;
    }
    if (first[1].isEmpty() || second[1].isEmpty()) {
      return first[1].isEmpty() ? 1 : -1; // what is being prepared comes before what is out
    }
    return parts(first[1], second[1]);
  }

  private static String[] halves(String version) {
    String without = version.split("\\+", 2)[0];
    int dash = without.indexOf('-');
    return dash < 0
        ? new String[] {without, ""}
        : new String[] {without.substring(0, dash), without.substring(dash + 1)};
  }

  private static int parts(String one, String other) {
    String[] first = one.split("\\.", -1);
    String[] second = other.split("\\.", -1);
    for (int i = 0; i < Math.min(first.length, second.length); i++) {
      int order = part(first[i], second[i]);
      if (order != 0) {
        return order;
      }
    }
    return Integer.compare(first.length, second.length);
  }

  private static int part(String one, String other) {
    boolean number = isNumber(one);
    if (number && isNumber(other)) {
      return new java.math.BigInteger(one).compareTo(new java.math.BigInteger(other));
    }
    if (number != isNumber(other)) {
      return number ? -1 : 1; // numbers come before words
    }
    return one.compareTo(other);
  }

  private static boolean isNumber(String part) {
    return !part.isEmpty() && part.chars().allMatch(c -> c >= '0' && c <= '9');
  }
}
